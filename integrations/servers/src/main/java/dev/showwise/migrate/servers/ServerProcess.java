package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One server with its data, started and stopped, maybe several times. */
final class ServerProcess {
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 20;
  private static final int ATTEMPTS = 5;

  private final String name;
  private final Daemon daemon;
  private final Recipe.Setup setup;
  private final Launcher launcher;
  private final Path log;
  private int port;
  private @Nullable Process process;

  /**
   * A server that is not running yet.
   *
   * @param name what messages call it
   */
  ServerProcess(String name, Daemon daemon, Recipe.Setup setup, Launcher launcher) {
    this.name = name;
    this.daemon = daemon;
    this.setup = setup;
    this.launcher = launcher;
    this.log = setup.scratch().resolve("log");
  }

  /** Makes the data and serves them on a port of the supplier; asks for another if it is taken. */
  synchronized void create(IntSupplier ports) throws IOException {
    daemon.initialise(setup, launcher, log);
    for (int attempt = 1; !servesOn(ports.getAsInt()); attempt++) {
      if (attempt == ATTEMPTS || !portWasTaken()) {
        throw notStarted("did not start");
      }
    }
  }

  /** Serves the same data on the same port again. */
  synchronized void startAgain() throws IOException {
    stop();
    if (!servesOn(port)) {
      throw notStarted("did not start again on port " + port);
    }
  }

  /** Stops it in an orderly way, without waiting for clients; harmless if it is not running. */
  synchronized void stop() {
    Process current = process;
    process = null;
    if (current == null || !current.isAlive()) {
      return;
    }
    // a shell has kill built in; the program of that name is not on every machine
    Commands.run(List.of("sh", "-c", "kill -" + daemon.stopSignal() + " " + current.pid()));
    if (!ends(current)) {
      kill(current);
    }
  }

  /** SIGKILL to the server and all its children; returns when none is left. */
  synchronized void crash() {
    Process current = process;
    process = null;
    if (current != null) {
      kill(current);
    }
  }

  synchronized int port() {
    return port;
  }

  synchronized long pid() {
    Process current = process;
    if (current == null) {
      throw new ServerException(name + " is not running", null);
    }
    return current.pid();
  }

  /** Whether it was started and neither stopped nor ended by itself. */
  synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Whether it has ended, or does before the time is over; also true if it was never started. */
  boolean endsWithin(Duration time) {
    Process current;
    synchronized (this) {
      current = process;
    }
    return current == null || ends(current, time);
  }

  /** The end of what it has logged since it was last started. */
  String logTail() throws IOException {
    return Launcher.tail(log);
  }

  private boolean servesOn(int wanted) throws IOException {
    port = wanted;
    // only what this attempt says counts
    Files.deleteIfExists(log);
    Process started = launcher.serve(log, daemon.command(setup, wanted));
    process = started;
    long end = System.nanoTime() + START_PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (isReady()) {
        return true;
      }
      if (ends(started, Duration.ofMillis(POLL_MILLIS))) {
        return false;
      }
    }
    kill(started);
    return false;
  }

  /**
   * Whether it says that it listens. Not asked over the port: another server may have taken that, and
   * may answer, or never answer.
   */
  private boolean isReady() throws IOException {
    return Files.readString(log).contains(daemon.readyMessage());
  }

  private boolean portWasTaken() throws IOException {
    return logTail().toLowerCase(Locale.ROOT).contains("address already in use");
  }

  private IOException notStarted(String what) throws IOException {
    return new IOException(name + " " + what + "; the end of its log:\n" + logTail());
  }

  private static void kill(Process process) {
    // asked before, since children of the dead are nobody's
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
    process.onExit().join();
  }

  private static boolean ends(Process process) {
    return ends(process, STOP_PATIENCE);
  }

  private static boolean ends(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while waiting for a server", e);
    }
  }
}
