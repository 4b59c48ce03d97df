@echo off
rem Starts ShowWise Migrate. JAVA_HOME chooses the Java, JAVA_OPTS adds options for it.
setlocal DisableDelayedExpansion

for %%I in ("%~dp0..") do set "MIGRATE_HOME=%%~fI"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if not exist "%JAVA%" (
  echo showwise-migrate: JAVA_HOME is "%JAVA_HOME%", and there is no bin\java.exe in it. Let it name a Java 17 or newer. 1>&2
  exit /b 2
)
if not defined JAVA_HOME (
  where java >nul 2>nul
  if errorlevel 1 (
    echo showwise-migrate: no Java was found. Install Java 17 or newer, or let JAVA_HOME name one. 1>&2
    exit /b 2
  )
)

rem The flag --enable-native-access is there from 17 on: a Java that does not know it is too old.
"%JAVA%" --enable-native-access=ALL-UNNAMED -version >nul 2>nul
if errorlevel 1 (
  echo showwise-migrate: "%JAVA%" is too old: Java 17 or newer is needed. Install one, or let JAVA_HOME name it. 1>&2
  exit /b 2
)

"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto --enable-native-access=ALL-UNNAMED %JAVA_OPTS% "-Dshowwise.migrate.home=%MIGRATE_HOME%" -cp "%MIGRATE_HOME%\lib\*" dev.showwise.migrate.runner.Main %*
exit /b %ERRORLEVEL%
