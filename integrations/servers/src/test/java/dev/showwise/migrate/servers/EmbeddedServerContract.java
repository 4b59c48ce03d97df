package dev.showwise.migrate.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What servers started from jars must do besides. */
abstract class EmbeddedServerContract extends DatabaseServerContract {
  abstract ServerKind kind();

  @Override
  final EmbeddedServer server() {
    return EmbeddedServer.shared(kind());
  }

  @Test
  void one_server_is_shared_by_the_tests_of_a_jvm() {
    assertThat(EmbeddedServer.shared(kind())).isSameAs(server());
    assertThat(server().port()).isEqualTo(server().port());
    assertThatThrownBy(server()::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("take one of your own");
    assertThatThrownBy(server()::crash).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(server()::restart).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void starts_anew_on_another_port_if_the_first_is_taken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var asked = new AtomicInteger();
      try (var server = new EmbeddedServer(
          kind(),
          Durability.FAST,
          List.of(),
          EmbeddedServer.Sharing.OWN,
          () -> asked.incrementAndGet() == 1 ? taken.getLocalPort() : Ports.anyFree())) {
        timed("first start, port taken once", server::newDatabase);
        assertThat(server.port()).isNotEqualTo(taken.getLocalPort());
        assertThat(asked).hasValue(2);
      }
    }
  }

  @Test
  void what_was_committed_survives_a_crash_and_a_closed_server_is_gone() throws Exception {
    var server = EmbeddedServer.own(kind(), Durability.DURABLE);
    try (server) {
      TestDatabase database = timed("start, durable", server::newDatabase);
      int port = server.port();
      try (Connection connection = database.connect();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE seat (id INT PRIMARY KEY)");
        statement.execute("INSERT INTO seat VALUES (1)");

        long pid = server.pid();
        server.crash();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThatThrownBy(() -> statement.execute("INSERT INTO seat VALUES (2)"))
            .isInstanceOf(SQLException.class);
      }
      timed("restart after crash", () -> {
        server.restart();
        return "";
      });
      assertThat(server.port()).isEqualTo(port);
      try (Connection connection = database.connect()) {
        assertThat(number(connection, "SELECT COUNT(*) FROM seat")).isEqualTo(1);
      }
      long pid = server.pid();
      timed("stop", () -> {
        server.close();
        return "";
      });
      assertThat(ProcessHandle.of(pid)).isEmpty();
      assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(server::newDatabase)
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("was closed");
  }

  @Test
  void a_setting_that_the_server_does_not_know_is_reported_with_its_log() {
    try (var server = EmbeddedServer.own(kind(), Durability.FAST, "no_such_setting=1")) {
      assertThatThrownBy(server::newDatabase)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("could not be started")
          .hasMessageContaining("no_such_setting");
    }
  }

  @Test
  void a_server_outlives_the_thread_that_asked_for_it_but_not_its_jvm() throws Exception {
    assumeThat(Launcher.endsOrphans("KILL")).as("this machine has setpriv").isTrue();
    try (var jvm = ServerInOtherJvm.start(kind())) {
      ProcessHandle server = jvm.server();
      assertThat(server.isAlive()).isTrue();

      jvm.kill();

      assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  private <T> T timed(String what, Callable<T> action) throws Exception {
    return Timing.of(kind().product(), what, action);
  }
}
