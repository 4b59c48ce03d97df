package dev.showwise.migrate.engine;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/** Starts a class with a main method in a Java of its own. */
final class OtherProcess {
  private OtherProcess() {}

  /** The child, with the engine, the tests and the drivers on its class path; errors come with output. */
  static Process start(Class<?> main, Object... arguments) throws IOException {
    return new ProcessBuilder(command(main, arguments))
        .redirectErrorStream(true)
        .start();
  }

  /** The same with an option for its Java. */
  static Process startWith(String option, Class<?> main, Object... arguments) throws IOException {
    List<String> command = command(main, arguments);
    command.add(1, option);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** The command that starts it. */
  static List<String> command(Class<?> main, Object... arguments) {
    String classPath = Stream.of(
            MigrationEngine.class,
            OtherProcess.class,
            LoggerFactory.class,
            SQLiteDataSource.class,
            org.h2.Driver.class,
            org.mariadb.jdbc.Driver.class,
            org.postgresql.Driver.class)
        .map(OtherProcess::placeOf)
        .collect(Collectors.joining(System.getProperty("path.separator")));
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Dslf4j.internal.verbosity=ERROR",
        // newer Java warns of the SQLite driver's native library, in the middle of what the child
        // says
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        main.getName()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }

  /** The folder or jar that a class was read from, also when it is part of a patched module. */
  private static String placeOf(Class<?> type) {
    String inside = "/" + type.getName().replace('.', '/') + ".class";
    URL url = type.getResource(inside);
    String text = String.valueOf(url);
    String place = text.substring(0, text.length() - inside.length());
    return place.startsWith("jar:")
        ? pathOf(place.substring("jar:".length(), place.length() - 1))
        : pathOf(place);
  }

  private static String pathOf(String fileUrl) {
    return Path.of(java.net.URI.create(fileUrl)).toString();
  }
}
