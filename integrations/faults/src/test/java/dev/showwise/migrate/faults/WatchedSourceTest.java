package dev.showwise.migrate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.faults.Fault.Kind;
import dev.showwise.migrate.faults.Fault.Moment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class WatchedSourceTest {
  @TempDir
  Path folder;

  private SQLiteDataSource real;

  @BeforeEach
  void makeDatabase() {
    real = new SQLiteDataSource();
    real.setUrl("jdbc:sqlite:" + folder.resolve("watched.db"));
  }

  private WatchedSource watched(CallHook hook) {
    return new WatchedSource(real, Product.SQLITE, hook);
  }

  private static void makeTable(WatchedSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE made (id INTEGER)");
    }
  }

  private boolean isMade() throws SQLException {
    try (Connection connection = real.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema")) {
      return rows.next();
    }
  }

  @Test
  void counts_the_calls_and_complains_of_nothing_where_all_is_well() throws SQLException {
    RecordingHook recording = new RecordingHook();
    WatchedSource source = watched(recording);

    makeTable(source);

    assertThat(recording.calls())
        .extracting(JdbcCall::toString)
        .containsExactly(
            "DataSource.getConnection()",
            "Connection.createStatement()",
            "Statement.executeUpdate(CREATE TABLE made (id INTEGER))",
            "Statement.close()",
            "Connection.close()");
    assertThat(source.calls()).isEqualTo(5);
    assertThat(source.complaints()).isEmpty();
  }

  @Test
  void every_fault_comes_at_its_call_which_is_made_or_not() throws SQLException {
    for (Fault fault : Fault.all()) {
      try (Connection connection = real.getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("DROP TABLE IF EXISTS made");
      }
      FailingCall failing = new FailingCall(Product.SQLITE, fault, 3);
      WatchedSource source = watched(failing);

      if (fault.kind() == Kind.INTERRUPT) {
        makeTable(source);
        assertThat(Thread.interrupted()).isTrue();
      } else {
        assertThatThrownBy(() -> makeTable(source)).as(fault.toString()).isNotNull();
      }

      assertThat(failing.failed().orElseThrow().method()).isEqualTo("executeUpdate");
      assertThat(isMade())
          .as(fault.toString())
          .isEqualTo(fault.moment() == Moment.AFTER || fault.kind() == Kind.INTERRUPT);
      assertThat(source.complaints()).as(fault.toString()).isEmpty();
    }
  }

  @Test
  void a_lost_connection_stays_lost() throws SQLException {
    WatchedSource source =
        watched(new FailingCall(Product.SQLITE, new Fault(Kind.LOST_CONNECTION, Moment.BEFORE), 2));
    try (Connection connection = source.getConnection()) {
      assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
      assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
      assertThat(connection.isClosed()).isTrue();
    }
    assertThat(source.complaints()).isEmpty();
  }

  @Test
  void complains_of_what_is_not_closed() throws SQLException {
    WatchedSource source = watched(new CallHook() {});
    Connection kept = source.getConnection();
    try (Connection connection = source.getConnection()) {
      Statement statement = connection.createStatement();
      assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
    }

    assertThat(source.complaints())
        .containsExactlyInAnyOrder(
            "a connection came back with what is not closed: Connection.createStatement()",
            "a connection came back with what is not closed: Statement.executeQuery(SELECT 1)",
            "a connection was neither closed nor aborted");
    assertThat(kept.isClosed()).isTrue();
  }

  @Test
  void complains_of_what_the_next_user_would_inherit() throws SQLException {
    WatchedSource source = watched(new CallHook() {});
    for (String sql :
        new String[] {"BEGIN", "PRAGMA foreign_keys = ON", "ATTACH DATABASE ':memory:' AS other"}) {
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(sql);
      }
    }
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
    }

    assertThat(String.join("\n", source.complaints()))
        .contains("transaction was none and is open")
        .contains("foreign_keys was 0 and is 1")
        .contains("; other, ")
        .contains("autocommit was true and is false");
  }

  @Test
  void a_call_waits_until_it_may_go_on() throws Exception {
    PausingCall pause = new PausingCall(3);
    CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
      try {
        makeTable(watched(pause));
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    });
    assertThat(pause.reached().get().sends("CREATE TABLE made (id INTEGER)")).isTrue();
    assertThat(isMade()).isFalse();

    pause.goOn();
    run.get();

    assertThat(isMade()).isTrue();
  }

  @Test
  void a_product_that_nobody_knows_is_asked_nothing_but_what_jdbc_has() throws SQLException {
    assertThat(Product.ofDialect("sqlite")).isEqualTo(Product.SQLITE);
    assertThat(Product.ofDialect("otherbase")).isEqualTo(Product.OTHER);
    WatchedSource source = new WatchedSource(real, Product.OTHER, new CallHook() {});

    makeTable(source);
    source.getConnection();

    assertThat(isMade()).isTrue();
    assertThat(source.complaints()).containsExactly("a connection was neither closed nor aborted");
  }
}
