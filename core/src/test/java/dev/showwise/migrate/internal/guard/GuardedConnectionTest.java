package dev.showwise.migrate.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedConnectionTest {
  private final RecordingGate gate = new RecordingGate();
  private Connection real;
  private GuardedConnection guarded;

  @BeforeEach
  void open(@TempDir Path folder) throws SQLException {
    real = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
    try (Statement statement = real.createStatement()) {
      statement.executeUpdate("CREATE TABLE prop (id INTEGER PRIMARY KEY, name TEXT)");
    }
    real.setAutoCommit(false);
    guarded = new GuardedConnection(real, gate);
  }

  @AfterEach
  void close() throws SQLException {
    real.close();
  }

  @FunctionalInterface
  interface Use {
    void of(Connection connection) throws SQLException;
  }

  static Stream<Arguments> refusedCalls() {
    return Stream.of(
        refused(
            "commit()",
            Connection::commit,
            "together with its record",
            "Leave the call out",
            "outsideTransaction()"),
        refused("rollback()", Connection::rollback, "as a whole", "Throw an exception"),
        refused("rollback(Savepoint)", c -> c.rollback(new NoSavepoint()), "make two migrations"),
        refused("setSavepoint()", Connection::setSavepoint, "make two migrations"),
        refused("setSavepoint(String)", c -> c.setSavepoint("s"), "make two migrations"),
        refused(
            "releaseSavepoint(Savepoint)",
            c -> c.releaseSavepoint(new NoSavepoint()),
            "make two migrations"),
        refused("setAutoCommit(true)", c -> c.setAutoCommit(true), "TransactionMode"),
        refused("setAutoCommit(false)", c -> c.setAutoCommit(false), "TransactionMode"),
        refused("close()", Connection::close, "record the migration", "try-with-resources"),
        refused("abort(Executor)", c -> c.abort(Runnable::run), "Throw an exception"),
        refused("setTransactionIsolation(8)", c -> c.setTransactionIsolation(8), "Leave the call"),
        refused("setReadOnly(true)", c -> c.setReadOnly(true), "has to write the history"),
        refused("setCatalog(String)", c -> c.setCatalog("x"), "in front of the table's name"),
        refused("setSchema(String)", c -> c.setSchema("x"), "in front of the table's name"),
        refused("setHoldability(1)", c -> c.setHoldability(1), "Give it to createStatement"),
        refused("setTypeMap(Map)", c -> c.setTypeMap(Map.of()), "ResultSet.getObject"),
        refused(
            "setNetworkTimeout(Executor, int)",
            c -> c.setNetworkTimeout(Runnable::run, 1),
            "setQueryTimeout"),
        refused("prepareCall", c -> c.prepareCall("CALL x()"), "with prepareStatement"),
        refused("prepareCall", c -> c.prepareCall("CALL x()", 1, 2), "with prepareStatement"),
        refused("prepareCall", c -> c.prepareCall("CALL x()", 1, 2, 3), "with prepareStatement"),
        refused("getMetaData()", Connection::getMetaData, "context.schema()", "context.dialect()"),
        refused(
            "createStatement and prepareStatement with CONCUR_UPDATABLE",
            c -> c.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE),
            "CONCUR_READ_ONLY"),
        refused(
            "createStatement and prepareStatement with CONCUR_UPDATABLE",
            c -> c.prepareStatement(
                "SELECT 1",
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_UPDATABLE,
                ResultSet.HOLD_CURSORS_OVER_COMMIT),
            "CONCUR_READ_ONLY"));
  }

  private static Arguments refused(String call, Use use, String... hints) {
    return Arguments.of(call, use, hints);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedCalls")
  void a_call_that_belongs_to_the_engine_is_refused_with_a_reason_and_a_way_out(
      String call, Use use, String[] hints) throws SQLException {
    assertThatThrownBy(() -> use.of(guarded))
        .isInstanceOf(SQLException.class)
        .hasMessageStartingWith("Connection." + call + " is refused in a migration: ")
        .hasMessageContainingAll(hints)
        .hasMessageEndingWith(".");

    assertThat(real.isClosed()).isFalse();
    assertThat(real.getAutoCommit()).isFalse();
  }

  @Test
  void client_info_is_refused_and_names_what_was_not_set() {
    assertThatThrownBy(() -> guarded.setClientInfo("ApplicationName", "mine"))
        .isInstanceOfSatisfying(
            SQLClientInfoException.class,
            e -> assertThat(e.getFailedProperties()).containsOnlyKeys("ApplicationName"))
        .hasMessage("Connection.setClientInfo(String, String) is refused in a migration: other"
            + " runners tell by it that this one is alive. Leave the call out.");
    assertThatThrownBy(() -> guarded.setClientInfo(new Properties()))
        .isInstanceOf(SQLClientInfoException.class)
        .hasMessageContaining("setClientInfo(Properties) is refused");
  }

  @Test
  void a_connection_in_try_with_resources_does_not_hide_the_failure_of_its_body() {
    assertThatThrownBy(() -> {
          try (Connection connection = guarded;
              Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO nowhere VALUES (1)");
          }
        })
        .hasMessageContaining("no such table: nowhere")
        .satisfies(e -> assertThat(e.getSuppressed())
            .singleElement()
            .satisfies(
                s -> assertThat(s).hasMessageContaining("close() is refused in a migration")));
  }

  @Test
  void what_a_statement_executes_is_checked_first_and_then_sent_through_the_gate()
      throws SQLException {
    try (Statement statement = guarded.createStatement()) {
      assertThat(statement.execute("INSERT INTO prop VALUES (1, 'chair')")).isFalse();
      assertThat(gate.take())
          .containsExactly(
              "check INSERT INTO prop VALUES (1, 'chair')",
              "send INSERT INTO prop VALUES (1, 'chair')");

      assertThat(statement.executeUpdate("UPDATE prop SET name = 'a'")).isEqualTo(1);
      assertThat(gate.take())
          .containsExactly("check UPDATE prop SET name = 'a'", "send UPDATE prop SET name = 'a'");

      assertThat(statement.executeLargeUpdate("UPDATE prop SET name = 'b'")).isEqualTo(1);
      assertThat(gate.take())
          .containsExactly("check UPDATE prop SET name = 'b'", "send UPDATE prop SET name = 'b'");

      try (ResultSet rows = statement.executeQuery("SELECT name FROM prop")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("name")).isEqualTo("b");
      }
      assertThat(gate.take())
          .containsExactly("check SELECT name FROM prop", "send SELECT name FROM prop");
    }
  }

  @Test
  void variants_that_ask_for_generated_keys_go_through_the_gate_too() throws SQLException {
    String sql = "INSERT INTO prop (name) VALUES ('x')";
    try (Statement statement = guarded.createStatement()) {
      statement.execute(sql, Statement.RETURN_GENERATED_KEYS);
      statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
      statement.executeLargeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
      assertThatThrownBy(() -> statement.executeUpdate(sql, new int[] {1}))
          .hasMessageContaining("not implemented by SQLite");
      try (ResultSet keys = statement.getGeneratedKeys()) {
        assertThat(keys.next()).isTrue();
        assertThat(keys.getLong(1)).isEqualTo(3);
        assertThat(keys.getStatement()).isSameAs(statement);
      }
    }
    assertThat(gate.take())
        .containsExactly(
            "check " + sql,
            "send " + sql,
            "check " + sql,
            "send " + sql,
            "check " + sql,
            "send " + sql,
            "check " + sql,
            "send " + sql,
            "failed " + sql);
  }

  @Test
  void a_statement_that_the_gate_refuses_is_never_sent() throws SQLException {
    try (Statement statement = guarded.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("FORBIDDEN"))
          .hasMessage("FORBIDDEN is not for migrations; leave it out");
      assertThatThrownBy(() -> statement.addBatch("FORBIDDEN"))
          .hasMessage("FORBIDDEN is not for migrations; leave it out");
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThatThrownBy(() -> guarded.prepareStatement("FORBIDDEN"))
        .hasMessage("FORBIDDEN is not for migrations; leave it out");

    assertThat(gate.take()).containsOnly("check FORBIDDEN");
  }

  @Test
  void the_gate_sees_the_failure_of_a_statement() throws SQLException {
    try (Statement statement = guarded.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("DROP TABLE nowhere"))
          .hasMessageContaining("no such table: nowhere");
    }
    assertThat(gate.take()).endsWith("send DROP TABLE nowhere", "failed DROP TABLE nowhere");
  }

  @Test
  void a_prepared_statement_is_checked_once_and_sent_each_time() throws SQLException {
    String sql = "INSERT INTO prop VALUES (?, ?)";
    try (PreparedStatement insert = guarded.prepareStatement(sql)) {
      assertThat(gate.take()).containsExactly("check " + sql);
      insert.setInt(1, 1);
      insert.setString(2, "chair");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.setObject(1, 2);
      insert.setObject(2, null);
      assertThat(insert.execute()).isFalse();
      insert.setLong(1, 3);
      assertThat(insert.executeLargeUpdate()).isEqualTo(1);
    }
    assertThat(gate.take()).containsExactly("send " + sql, "send " + sql, "send " + sql);

    String query = "SELECT name FROM prop WHERE id = ?";
    try (PreparedStatement select = guarded.prepareStatement(query)) {
      select.setInt(1, 1);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("chair");
        assertThat(rows.getStatement()).isSameAs(select);
      }
    }
    assertThat(gate.take()).containsExactly("check " + query, "send " + query);
  }

  @Test
  void a_prepared_statement_takes_no_other_text() throws SQLException {
    try (PreparedStatement select = guarded.prepareStatement("SELECT 1")) {
      for (Use use : List.<Use>of(
          c -> select.execute("DELETE FROM prop"),
          c -> select.executeQuery("DELETE FROM prop"),
          c -> select.executeUpdate("DELETE FROM prop"),
          c -> select.executeLargeUpdate("DELETE FROM prop"),
          c -> select.addBatch("DELETE FROM prop"))) {
        assertThatThrownBy(() -> use.of(guarded))
            .hasMessage("SQL text on a prepared statement is refused in a migration: it has its own"
                + " text already. Call the method without text, or use createStatement().");
      }
    }
    assertThat(gate.take()).containsExactly("check SELECT 1");
  }

  @Test
  void each_statement_of_a_batch_is_checked_when_added_and_sent_by_itself() throws SQLException {
    try (Statement statement = guarded.createStatement()) {
      statement.addBatch("INSERT INTO prop VALUES (1, 'a')");
      statement.addBatch("UPDATE prop SET name = 'b'");
      assertThat(gate.take())
          .containsExactly(
              "check INSERT INTO prop VALUES (1, 'a')", "check UPDATE prop SET name = 'b'");
      assertThat(statement.executeBatch()).containsExactly(1, 1);
      assertThat(gate.take())
          .containsExactly(
              "send INSERT INTO prop VALUES (1, 'a')", "send UPDATE prop SET name = 'b'");
      assertThat(statement.executeLargeBatch()).isEmpty();

      statement.addBatch("DELETE FROM prop");
      assertThat(statement.executeLargeBatch()).containsExactly(1);
      statement.addBatch("DELETE FROM prop");
      statement.clearBatch();
      assertThat(statement.executeBatch()).isEmpty();
    }
  }

  @Test
  void a_batch_stops_at_its_first_failure_and_says_which_statement_it_was() throws SQLException {
    try (Statement statement = guarded.createStatement()) {
      statement.addBatch("INSERT INTO prop VALUES (1, 'a')");
      statement.addBatch("INSERT INTO nowhere VALUES (1)");
      statement.addBatch("INSERT INTO prop VALUES (2, 'b')");
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOfSatisfying(BatchUpdateException.class, e -> {
            assertThat(e.getUpdateCounts()).containsExactly(1);
            assertThat(e.getErrorCode()).isEqualTo(1);
          })
          .hasMessageStartingWith("statement 2 of 3 in the batch failed: ")
          .hasMessageContaining("no such table: nowhere")
          .hasCauseInstanceOf(SQLException.class);
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThat(gate.take())
        .endsWith("send INSERT INTO nowhere VALUES (1)", "failed INSERT INTO nowhere VALUES (1)");
  }

  @Test
  void a_batch_of_rows_is_one_send() throws SQLException {
    String sql = "INSERT INTO prop VALUES (?, ?)";
    try (PreparedStatement insert = guarded.prepareStatement(sql)) {
      for (int id = 1; id <= 3; id++) {
        insert.setInt(1, id);
        insert.setString(2, "chair");
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
      assertThat(gate.take()).containsExactly("check " + sql, "send " + sql);

      assertThat(insert.executeBatch()).isEmpty();
      assertThat(insert.executeLargeBatch()).isEmpty();
      insert.setInt(1, 4);
      insert.setString(2, "table");
      insert.addBatch();
      insert.clearBatch();
      assertThat(insert.executeBatch()).isEmpty();
      assertThat(gate.take()).isEmpty();
    }
  }

  @Test
  void no_way_leads_from_a_result_back_to_the_driver() throws SQLException {
    try (PreparedStatement select = guarded.prepareStatement("SELECT id FROM prop WHERE id = ?")) {
      select.setInt(1, 1);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.getStatement().getConnection()).isSameAs(guarded);
        assertThatThrownBy(() -> rows.getStatement().getConnection().commit())
            .hasMessageContaining("commit() is refused");
        ResultSetMetaData columns = rows.getMetaData();
        assertThat(columns.getColumnCount()).isEqualTo(1);
        assertThat(columns).isNotInstanceOf(ResultSet.class);
        assertThat(select.getMetaData()).isNotInstanceOf(ResultSet.class);
        assertThat(select.getParameterMetaData()).isNotInstanceOf(Statement.class);
        assertThat(select.getParameterMetaData().getParameterCount()).isEqualTo(1);
      }
    }
  }

  @Test
  void unwrap_is_refused_everywhere() throws SQLException {
    try (Statement statement = guarded.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      for (java.sql.Wrapper wrapper : List.of(guarded, statement, rows, rows.getMetaData())) {
        assertThat(wrapper.isWrapperFor(Object.class)).isFalse();
        assertThatThrownBy(() -> wrapper.unwrap(Object.class))
            .isInstanceOf(SQLException.class)
            .hasMessage(
                "unwrap is refused in a migration: on the driver's own object a statement or"
                    + " a commit would go past the engine. Do it in SQL.");
      }
    }
  }

  @Test
  void rows_cannot_be_changed_through_a_result() throws SQLException {
    try (Statement statement = guarded.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, name FROM prop")) {
      assertThatThrownBy(() -> rows.updateString("name", "x"))
          .hasMessage(
              "changing rows through a ResultSet is refused in a migration: the engine has to"
                  + " see each change. Use an UPDATE, INSERT or DELETE statement.");
      assertThatThrownBy(rows::deleteRow).hasMessageContaining("changing rows through a ResultSet");
    }
  }

  @Test
  void expiring_closes_what_was_left_open_and_refuses_every_further_use() throws SQLException {
    Statement statement = guarded.createStatement();
    PreparedStatement select = guarded.prepareStatement("SELECT id FROM prop");
    ResultSet rows = select.executeQuery();

    assertThat(guarded.expire()).isEmpty();
    assertThat(guarded.expire()).isEmpty();

    for (Use use : List.<Use>of(
        Connection::createStatement,
        c -> c.prepareStatement("SELECT 1"),
        Connection::getAutoCommit,
        Connection::commit,
        c -> statement.executeUpdate("DELETE FROM prop"),
        c -> statement.getConnection(),
        c -> select.executeQuery(),
        c -> select.executeBatch(),
        c -> rows.next(),
        c -> rows.getStatement())) {
      assertThatThrownBy(() -> use.of(guarded))
          .isInstanceOf(SQLException.class)
          .hasMessage(
              "the connection of a migration was used after the call that it was made for: it,"
                  + " and all that came from it, is valid only until apply or revert returns. Do not"
                  + " keep it; take a new one from the context of the next call.");
    }
    assertThat(guarded.isClosed()).isTrue();
    assertThat(guarded.isValid(1)).isFalse();
    assertThat(statement.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
    rows.close();
    select.close();
    assertThat(real.isClosed()).isFalse();
  }

  @Test
  void a_result_that_was_left_open_does_not_keep_the_database_locked_after_expiry(
      @TempDir Path folder) throws SQLException {
    real.commit();
    real.setAutoCommit(true);
    try (Statement seed = real.createStatement()) {
      seed.executeUpdate("INSERT INTO prop VALUES (1, 'a'), (2, 'b')");
    }
    ResultSet rows = guarded.createStatement().executeQuery("SELECT id FROM prop");
    assertThat(rows.next()).isTrue();
    assertThatThrownBy(this::dropProp).hasMessageContaining("locked");

    assertThat(guarded.expire()).isEmpty();

    dropProp();
  }

  private void dropProp() throws SQLException {
    try (Statement statement = real.createStatement()) {
      statement.executeUpdate("DROP TABLE prop");
    }
  }

  @Test
  void settings_of_a_statement_reach_the_driver() throws SQLException {
    try (Statement statement = guarded.createStatement()) {
      statement.setQueryTimeout(7);
      statement.setMaxRows(3);
      assertThat(statement.getQueryTimeout()).isEqualTo(7);
      assertThat(statement.getMaxRows()).isEqualTo(3);
      assertThat(statement.enquoteIdentifier("a b", true)).isEqualTo("\"a b\"");
    }
  }

  private static final class NoSavepoint implements Savepoint {
    @Override
    public int getSavepointId() {
      return 1;
    }

    @Override
    public String getSavepointName() {
      return "s";
    }
  }
}
