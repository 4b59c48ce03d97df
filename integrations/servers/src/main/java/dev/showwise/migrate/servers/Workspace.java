package dev.showwise.migrate.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder below the temporary one where servers are unpacked, shared by this user's JVMs, and the
 * folder in it that is this JVM's alone. Not below {@code target/}: nobody must be able to reach it
 * when root's checkout is closed to others.
 */
final class Workspace {
  private final Path base;
  private final Path own;

  /** Held by this JVM to its end, so that others see which folders are left over. */
  private final FileChannel alive;

  private final Set<ServerProcess> running = ConcurrentHashMap.newKeySet();

  private Workspace(Path base) throws IOException {
    this.base = base;
    Folders.create(base);
    // anyone may have made a folder of this name in a temporary folder that all share
    if (!Files.getAttribute(base, "unix:uid").equals((int) CurrentUser.uid())) {
      throw new IOException(base + " belongs to another user; set java.io.tmpdir");
    }
    Path runs = base.resolve("runs");
    Folders.create(runs);
    try (var channel = open(base.resolve("runs.lock"));
        var lock = channel.lock()) {
      assert lock.isValid();
      sweep(runs);
      own = Files.createTempDirectory(runs, ownPrefix());
      Folders.open(own);
      alive = open(own.resolve("alive"));
      if (alive.tryLock() == null) {
        throw new IOException("someone else holds the new folder " + own);
      }
    }
  }

  /** This JVM's workspace. */
  static Workspace get() throws IOException {
    try {
      return Holder.WORKSPACE;
    } catch (LinkageError e) {
      throw new IOException("no folder for test servers could be made", e);
    }
  }

  /** Where servers are unpacked. */
  Path base() {
    return base;
  }

  /** A new folder for one server. */
  Path newFolder(String name) throws IOException {
    Path folder = Files.createTempDirectory(own, name + "-");
    Folders.open(folder);
    return folder;
  }

  /** A lock file's channel; never open one that this JVM has locked, closing it would unlock. */
  static FileChannel open(Path lockFile) throws IOException {
    return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Stops the server when this JVM ends, unless it is stopped before. */
  void stopAtExit(ServerProcess server) {
    running.add(server);
  }

  private void end() {
    running.parallelStream().forEach(ServerProcess::stop);
    try {
      Folders.delete(own);
      alive.close();
    } catch (IOException e) {
      // the next JVM sweeps it
      System.err.println("could not remove " + own + ": " + e);
    }
  }

  /** Removes what JVMs have left that were killed. */
  private static void sweep(Path runs) throws IOException {
    List<Path> found;
    try (var folders = Files.list(runs)) {
      found = folders
          .filter(f -> !f.getFileName().toString().startsWith(ownPrefix()))
          .toList();
    }
    found.forEach(Workspace::removeIfAbandoned);
  }

  private static void removeIfAbandoned(Path folder) {
    try (var channel = open(folder.resolve("alive"));
        var lock = channel.tryLock()) {
      if (lock != null) {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      // its JVM may be removing it, or its server is not quite gone; a later JVM tries again
      System.err.println("left over for now: " + folder + ": " + e);
    }
  }

  private static String ownPrefix() {
    return ProcessHandle.current().pid() + "-";
  }

  private static final class Holder {
    static final Workspace WORKSPACE = create();

    private static Workspace create() {
      Path base = Path.of(System.getProperty("java.io.tmpdir"))
          .toAbsolutePath()
          .resolve("showwise-servers-" + CurrentUser.uid());
      try {
        var workspace = new Workspace(base);
        Runtime.getRuntime().addShutdownHook(new Thread(workspace::end, "stop-test-servers"));
        return workspace;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
