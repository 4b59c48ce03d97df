package dev.showwise.migrate.embedding.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.engine.IndexScripts;
import dev.showwise.migrate.engine.MigrationEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLogger;
import org.springframework.boot.loader.launch.JarLauncher;
import org.sqlite.SQLiteDataSource;

/** A jar as Spring Boot's plugin makes it, started with Spring Boot's own launcher: jars within the jar. */
class NestedJarTest {
  @TempDir
  Path folder;

  @Test
  void scripts_in_a_jar_within_a_jar_are_run() throws Exception {
    Path jar = folder.resolve("desk.jar");
    Files.write(jar, whole(scripts()));

    assertThat(start(jar)).containsExactly("MIGRATED");
    assertThat(start(jar)).containsExactly("NOTHING_TO_DO");
  }

  @Test
  void one_that_is_missing_there_is_named() throws Exception {
    Map<String, byte[]> scripts = scripts();
    scripts.remove("db/nested/V2__rows.sql");
    Path jar = folder.resolve("desk.jar");
    Files.write(jar, whole(scripts));

    assertThat(String.join("\n", start(jar)))
        .contains("V2__rows.sql is in the index and not there. Build the program again");
  }

  private Map<String, byte[]> scripts() throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("built/db/nested"));
    Files.writeString(scripts.resolve("V1__seats.sql"), "CREATE TABLE seat (id INTEGER);");
    Files.writeString(scripts.resolve("V2__rows.sql"), "INSERT INTO seat VALUES (1);");
    IndexScripts.write(scripts);
    return contents(folder.resolve("built"));
  }

  /** The launcher's classes, and in it the jars: the application with its scripts, the library, the driver. */
  private byte[] whole(Map<String, byte[]> scripts) throws Exception {
    Map<String, byte[]> application = new TreeMap<>(scripts);
    String name = NestedDesk.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = NestedDesk.class.getResourceAsStream("NestedDesk.class")) {
      application.put(name, bytes.readAllBytes());
    }
    Map<String, byte[]> whole = new TreeMap<>(contents(home(JarLauncher.class)));
    whole.put(
        "META-INF/MANIFEST.MF",
        ("Manifest-Version: 1.0\nMain-Class: " + JarLauncher.class.getName() + "\nStart-Class: "
                + NestedDesk.class.getName()
                + "\nSpring-Boot-Classes: BOOT-INF/classes/\nSpring-Boot-Lib: BOOT-INF/lib/\n")
            .getBytes(StandardCharsets.UTF_8));
    whole.put("BOOT-INF/lib/desk.jar", zip(application));
    for (Class<?> part :
        List.of(MigrationEngine.class, SQLiteDataSource.class, Logger.class, SimpleLogger.class)) {
      whole.put("BOOT-INF/lib/" + part.getSimpleName() + ".jar", zip(contents(home(part))));
    }
    return zip(whole);
  }

  private static Path home(Class<?> part) throws Exception {
    return Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** What is in a jar, or in a folder that will be one. */
  private static Map<String, byte[]> contents(Path home) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    if (Files.isDirectory(home)) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          contents.put(
              home.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
      return contents;
    }
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(home))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          contents.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return contents;
  }

  /** Not compressed, as the launcher wants the jars within a jar. */
  private static byte[] zip(Map<String, byte[]> contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content : contents.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        CRC32 crc = new CRC32();
        crc.update(content.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private List<String> start(Path jar) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    command.addAll(List.of("-jar", jar.toString(), folder.resolve("desk.db").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
