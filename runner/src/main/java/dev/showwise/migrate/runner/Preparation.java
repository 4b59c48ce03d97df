package dev.showwise.migrate.runner;

import dev.showwise.migrate.runner.command.Interruption;
import dev.showwise.migrate.runner.command.Program;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run on a database of its own, which the launcher starts so that Java can record which classes such a run
 * takes. It sees nothing of the user's: no environment, no configuration, no dropped-in jar. It also keeps the native
 * library that SQLite's driver unpacks from its jar at each start.
 */
public final class Preparation {
  /** What the kept library is called; the launcher knows it, too. */
  private static final String LIBRARY = "sqlitejdbc.native";

  private Preparation() {}

  /**
   * Prepares, and ends the process; 0 if all went well.
   *
   * @param args an empty folder, in which the driver unpacks its library; the library is left in it
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.writeString(
        scripts.resolve("1-create-seat.sql"),
        "CREATE TABLE seat (id INTEGER PRIMARY KEY, label VARCHAR(20));\n");
    ExitCode exit =
        run(folder, "--create", "--scripts", scripts.toString(), "--url", "prepared.db");
    if (exit == ExitCode.DONE) {
      exit = run(folder, "--scripts", scripts.toString(), "--url", "prepared.db");
    }
    keepLibrary(folder);
    // what the program does before it is one, too
    Main.stopping(new Interruption());
    Main.surroundings();
    System.exit(exit.number());
  }

  private static ExitCode run(Path folder, String... args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Surroundings surroundings = new Surroundings(
        InputStream.nullInputStream(),
        nowhere,
        nowhere,
        StandardCharsets.UTF_8,
        Map.of(),
        folder,
        "showwise-migrate",
        Optional.empty());
    return new Program(surroundings, new Interruption()).run(List.of(args));
  }

  /** The driver gives the file another name at each start, and removes it when the process ends. */
  private static void keepLibrary(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> library = files
          .filter(file -> file.getFileName().toString().matches("sqlite-.*\\.(so|dylib|jnilib)"))
          .findFirst();
      if (library.isPresent()) {
        Files.copy(library.get(), folder.resolve(LIBRARY));
      }
    }
  }
}
