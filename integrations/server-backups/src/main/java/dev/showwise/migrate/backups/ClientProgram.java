package dev.showwise.migrate.backups;

import dev.showwise.migrate.MigrationException.BackupFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client program of a server, run to its end.
 *
 * @param path where it is
 * @param password never told, whatever the program says; empty for none
 */
record ClientProgram(Path path, String password) {
  private static final int LONGEST_MESSAGE = 2_000;

  /** The first of these names that is an executable file on a search path. */
  static Optional<Path> find(String searchPath, String... names) {
    return Stream.of(names)
        .flatMap(name -> Stream.of(searchPath.split(System.getProperty("path.separator"), -1))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs it. What it writes to its standard output is returned; what it complains of is part of the
   * exception.
   *
   * @throws BackupFailed if it ends with anything but success
   */
  String run(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Path complaints = Files.createTempFile("showwise-migrate-", ".err");
    try {
      builder.redirectError(complaints.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      String output;
      try (InputStream out = process.getInputStream()) {
        output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
          throw new BackupFailed(
              "The backup was not made: " + path.getFileName() + " ended with code " + exit + ": "
                  + said(complaints) + ". Nothing was changed.",
              null);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BackupFailed(
            "The backup was not made: this thread was interrupted. Nothing was changed.", e);
      } finally {
        // of no effect on one that has ended
        process.destroyForcibly();
      }
      return output;
    } finally {
      Files.deleteIfExists(complaints);
    }
  }

  private String said(Path complaints) throws IOException {
    String text = Files.readString(complaints, StandardCharsets.ISO_8859_1).strip();
    String safe = password.isEmpty() ? text : text.replace(password, "***");
    return safe.length() > LONGEST_MESSAGE ? safe.substring(0, LONGEST_MESSAGE) + " …" : safe;
  }
}
