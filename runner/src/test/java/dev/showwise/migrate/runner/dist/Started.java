package dev.showwise.migrate.runner.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Starts programs as a shell would, and waits for them. */
final class Started {
  private static final long PATIENCE_MINUTES = 5;

  private final Path folder;
  private final List<String> command;
  private final Map<String, String> environment = new TreeMap<>();
  private String input = "";

  /** What a program left behind. */
  record Result(int exit, String out, String err) {
    String all() {
      return out + err;
    }
  }

  private Started(Path folder, List<String> command) {
    this.folder = folder;
    this.command = command;
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("LC_ALL", "C.UTF-8");
    // a distribution that is copied for a test is not started often enough to gain from it
    environment.put("SHOWWISE_MIGRATE_CACHE", "none");
  }

  /** A command in a folder, with the Java of this test. */
  static Started in(Path folder, Object... command) {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    return new Started(folder, words);
  }

  /** Sets a variable; an empty value removes it. */
  Started with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** What is typed. Without it the input has ended. */
  Started typing(String text) {
    input = text;
    return this;
  }

  /** Runs it to its end. */
  Result run() throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    try {
      Process process = start(out, err);
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("Did not end: " + command + "\n" + read(out) + read(err));
      }
      return new Result(process.exitValue(), read(out), read(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Starts it, with both outputs in one file. */
  Process start(Path out) throws IOException {
    return start(out, out);
  }

  private Process start(Path out, Path err) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
    builder.environment().keySet().removeIf(Started::isOfTheOuterBuild);
    environment.forEach((name, value) -> {
      if (value.isEmpty()) {
        builder.environment().remove(name);
      } else {
        builder.environment().put(name, value);
      }
    });
    Process process = builder.start();
    try (var typed = process.getOutputStream()) {
      typed.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it ended without reading: its exit code says why
      if (process.isAlive()) {
        throw e;
      }
    }
    return process;
  }

  private static boolean isOfTheOuterBuild(String variable) {
    return variable.startsWith("MAVEN_")
        || variable.startsWith("SHOWWISE_")
        || variable.equals("JAVA_OPTS");
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
