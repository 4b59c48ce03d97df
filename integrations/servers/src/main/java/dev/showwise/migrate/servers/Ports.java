package dev.showwise.migrate.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that cannot be told to find one themselves. */
final class Ports {
  /** Below those that Linux gives to clients, so that no passing connection takes one away. */
  private static final int FIRST = 15_000;

  private static final int LAST = 32_000;

  private Ports() {}

  /** A port that was free a moment ago; whoever gets it must be ready to find it taken. */
  static int anyFree() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ServerException("no free port found between " + FIRST + " and " + LAST, null);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
