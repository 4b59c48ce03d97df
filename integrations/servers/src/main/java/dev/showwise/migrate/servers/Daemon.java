package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What one must know of a program to have it serve on a port, and to stop it. */
interface Daemon {
  /** The signal that stops it in an orderly way without waiting for its clients to go. */
  String stopSignal();

  /** The signal it gets from the kernel when this JVM is gone. */
  String orphanSignal();

  /** Makes what it serves; runs once per server. */
  void initialise(Recipe.Setup setup, Launcher launcher, Path log) throws IOException;

  /** The command that serves on a port in the foreground; writes the files that it names. */
  List<String> command(Recipe.Setup setup, int port) throws IOException;

  /** What it logs once it listens on its port. */
  String readyMessage();
}
