package dev.showwise.migrate.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a driver and a server and counts how often the driver has to wait for an answer: each time that it
 * speaks after the server did. Can make each of these take longer, as a network does.
 */
final class WireProxy implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ServerSocket listening;
  private final int target;
  private final long delayNanos;
  private final AtomicLong roundTrips = new AtomicLong();

  private WireProxy(ServerSocket listening, int target, long delayNanos) {
    this.listening = listening;
    this.target = target;
    this.delayNanos = delayNanos;
  }

  /**
   * Begins to listen.
   *
   * @param target the server's port on this machine
   * @param delayNanos how much longer each round trip takes
   */
  static WireProxy to(int target, long delayNanos) throws IOException {
    WireProxy proxy = new WireProxy(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, delayNanos);
    daemon(proxy::accept);
    return proxy;
  }

  int port() {
    return listening.getLocalPort();
  }

  /** How many there were since this was asked last. */
  long takeRoundTrips() {
    return roundTrips.getAndSet(0);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        // it is the client who speaks first
        AtomicBoolean serverSpoke = new AtomicBoolean(true);
        daemon(() -> forward(client, server, () -> {
          if (serverSpoke.getAndSet(false)) {
            roundTrips.incrementAndGet();
            if (delayNanos > 0) {
              LockSupport.parkNanos(delayNanos);
            }
          }
        }));
        daemon(() -> forward(server, client, () -> serverSpoke.set(true)));
      }
    } catch (IOException e) {
      // closed: nobody is to come any more
    }
  }

  private static void forward(Socket from, Socket to, Runnable before) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        before.run();
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // one of the two has gone, and so does the other
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "wire proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
