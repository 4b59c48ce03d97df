package dev.showwise.migrate.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireProxyTest {
  private static final long MILLISECONDS = 1_000_000;

  private ServerSocket server;

  /** Answers each byte with the same byte. */
  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread echo = new Thread(() -> {
      try (Socket client = server.accept()) {
        for (int c = client.getInputStream().read();
            c >= 0;
            c = client.getInputStream().read()) {
          client.getOutputStream().write(c);
        }
      } catch (IOException e) {
        // the test is over
      }
    });
    echo.setDaemon(true);
    echo.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static void askAndWait(Socket client) throws IOException {
    client.getOutputStream().write('x');
    assertThat(client.getInputStream().read()).isEqualTo('x');
  }

  @Test
  void each_wait_for_an_answer_is_one_round_trip() throws IOException {
    try (WireProxy wire = WireProxy.to(server.getLocalPort(), 0);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), wire.port())) {
      for (int i = 0; i < 5; i++) {
        askAndWait(client);
      }

      assertThat(wire.takeRoundTrips()).isEqualTo(5);
      assertThat(wire.takeRoundTrips()).isZero();
    }
  }

  @Test
  void each_can_be_made_to_take_longer() throws IOException {
    try (WireProxy wire = WireProxy.to(server.getLocalPort(), 20 * MILLISECONDS);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), wire.port())) {
      long start = System.nanoTime();
      askAndWait(client);
      askAndWait(client);

      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(40 * MILLISECONDS);
    }
  }
}
