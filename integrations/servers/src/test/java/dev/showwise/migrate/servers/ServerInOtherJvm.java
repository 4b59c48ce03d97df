package dev.showwise.migrate.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A JVM that has a server, to be killed with it. */
record ServerInOtherJvm(Process jvm, ProcessHandle server) implements AutoCloseable {
  /** Starts the server in a thread that ends, says its process id, and waits to be killed. */
  public static void main(String[] args) throws Exception {
    var server = EmbeddedServer.shared(ServerKind.valueOf(args[0]));
    var thread = new Thread(server::newDatabase);
    thread.start();
    thread.join();
    // another statement, so that a server that ended with the thread does not go unnoticed
    server.newDatabase();
    System.out.println("pid " + server.pid());
    System.in.read();
  }

  static ServerInOtherJvm start(ServerKind kind) throws IOException {
    Process jvm = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ServerInOtherJvm.class.getName(),
            kind.name())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    var out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("pid ")) {
        long pid = Long.parseLong(line.substring(4));
        return new ServerInOtherJvm(jvm, ProcessHandle.of(pid).orElseThrow());
      }
    }
    throw new IOException("the other JVM ended without a server");
  }

  void kill() {
    jvm.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
    server.destroyForcibly();
  }
}
