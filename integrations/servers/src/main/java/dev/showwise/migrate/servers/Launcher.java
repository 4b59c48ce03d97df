package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts a server's programs: as a user it accepts, and such that it does not outlive this JVM.
 *
 * @param asWhom what to put before a command for the user to be right; empty if this one is
 * @param orphanSignal the name of the signal for a server whose JVM is gone
 * @param workingFolder where the programs run
 */
record Launcher(List<String> asWhom, String orphanSignal, Path workingFolder) {
  /**
   * The kernel sends the signal when the <em>thread</em> that started the process ends, not the JVM:
   * a test's thread would take the server with it. So one thread starts them all, and never ends.
   */
  private static final ExecutorService IMMORTAL = Executors.newSingleThreadExecutor(task -> {
    var thread = new Thread(task, "test-servers");
    thread.setDaemon(true);
    return thread;
  });

  Launcher {
    asWhom = List.copyOf(asWhom);
  }

  /** Starts a program; what it prints is added to the log. */
  Process serve(Path log, List<String> command) throws IOException {
    var all = new ArrayList<>(asWhom);
    // innermost: changing users clears it
    if (endsOrphans(orphanSignal)) {
      all.addAll(List.of("setpriv", "--pdeathsig", orphanSignal));
    }
    all.addAll(command);
    try {
      return IMMORTAL.submit(() -> start(log, all)).get();
    } catch (ExecutionException e) {
      throw new IOException("could not start " + String.join(" ", all), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while starting " + command.get(0), e);
    }
  }

  /** Runs a command to its end; what it prints is added to the log. */
  void run(Path log, List<String> command) throws IOException {
    Process process = serve(log, command);
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(
            String.join(" ", command) + " ended with exit code " + exit + ":\n" + tail(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while running " + command.get(0), e);
    }
  }

  /** Whether this machine can end programs whose JVM is gone. */
  static boolean endsOrphans(String signal) {
    return Commands.run(List.of("setpriv", "--pdeathsig", signal, "true")).ok();
  }

  /** The end of a log, where the reason stands. */
  static String tail(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "(it logged nothing)";
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  private Process start(Path log, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command)
        .directory(workingFolder.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Commands.neutralise(builder.environment());
    return builder.start();
  }
}
