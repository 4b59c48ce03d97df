package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.showwise.migrate.servers.Durability;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresFailuresTest {
  private final PostgresDialect dialect = new PostgresDialect();
  private final Failing failing = new Failing(dialect);
  private dev.showwise.migrate.servers.TestDatabase database;
  private TestDatabase db;
  private TestDatabase other;

  @BeforeEach
  void connect() throws SQLException {
    EmbeddedServer server = EmbeddedServer.shared(ServerKind.POSTGRESQL);
    assumeThat(server.unavailableBecause()).isEmpty();
    database = server.newDatabase();
    db = new TestDatabase(database.connect());
    other = new TestDatabase(database.connect());
    db.execute(
        "CREATE TABLE person (id INT PRIMARY KEY, name TEXT NOT NULL)",
        "INSERT INTO person VALUES (1, 'a'), (2, 'b')",
        "SET deadlock_timeout = '50ms'");
  }

  @AfterEach
  void disconnect() throws SQLException {
    if (db != null) {
      db.close();
      other.close();
      database.close();
    }
  }

  @Test
  void a_lock_that_others_hold_is_busy() throws SQLException {
    other.execute("BEGIN", "UPDATE person SET name = 'c' WHERE id = 1");
    db.execute("SET lock_timeout = 50");

    assertThat(failing.kind(db, "UPDATE person SET name = 'd' WHERE id = 1"))
        .isEqualTo(ErrorKind.BUSY);
    assertThat(failing.kind(db, "SELECT 1 FROM person FOR UPDATE NOWAIT"))
        .isEqualTo(ErrorKind.BUSY);
    assertThat(failing.kind(db, "ALTER TABLE person ADD a INT")).isEqualTo(ErrorKind.BUSY);
  }

  @Test
  void a_commit_that_met_a_lock_has_ended_the_transaction_and_a_second_one_is_empty()
      throws SQLException {
    db.execute(
        "CREATE TABLE late (a INT)",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN UPDATE person SET name = name; RETURN NULL; END $$",
        "CREATE CONSTRAINT TRIGGER touch AFTER INSERT ON late DEFERRABLE INITIALLY DEFERRED"
            + " FOR EACH ROW EXECUTE FUNCTION touch()");
    other.execute("BEGIN", "UPDATE person SET name = 'c'");
    db.execute("SET lock_timeout = 50", "BEGIN", "INSERT INTO late VALUES (1)");

    assertThat(failing.kind(db, "COMMIT")).isEqualTo(ErrorKind.BUSY);

    db.execute("COMMIT");
    assertThat(db.query("SELECT COUNT(*) FROM late")).containsExactly("0");
  }

  @Test
  void a_deadlock_is_a_conflict() throws SQLException {
    other.execute("SET deadlock_timeout = '50ms'");
    db.execute("BEGIN", "UPDATE person SET name = 'c' WHERE id = 1");
    other.execute("BEGIN", "UPDATE person SET name = 'c' WHERE id = 2");

    assertThat(failing.deadlock(
            db,
            "UPDATE person SET name = 'd' WHERE id = 2",
            other,
            "UPDATE person SET name = 'd' WHERE id = 1"))
        .isEqualTo(ErrorKind.CONFLICT);
  }

  @Test
  void a_commit_that_could_not_be_put_in_order_is_a_conflict_and_a_second_one_is_empty()
      throws SQLException {
    for (TestDatabase each : List.of(db, other)) {
      each.execute("BEGIN ISOLATION LEVEL SERIALIZABLE");
      each.query("SELECT COUNT(*) FROM person");
    }
    db.execute("INSERT INTO person VALUES (3, 'c')");
    other.execute("INSERT INTO person VALUES (4, 'd')");
    db.execute("COMMIT");
    SQLException lost = failing.error(other, "COMMIT");

    assertThat(dialect.classify(lost)).isEqualTo(ErrorKind.CONFLICT);
    assertThat(dialect.messageOf(lost)).contains("Reason code");
    other.execute("COMMIT");
    assertThat(db.query("SELECT COUNT(*) FROM person")).containsExactly("3");
  }

  @Test
  void a_statement_that_was_ended_is_cancelled_and_the_session_lives() throws Exception {
    db.execute("SET statement_timeout = 50");
    assertThat(failing.kind(db, "SELECT pg_sleep(20)")).isEqualTo(ErrorKind.CANCELLED);
    db.execute("SET statement_timeout = 0");
    String session = db.query("SELECT pg_backend_pid()").get(0);
    CompletableFuture<ErrorKind> ended = failing.later(db, "SELECT pg_sleep(20)");
    while (!ended.isDone()) {
      other.execute("SELECT pg_cancel_backend(" + session + ")");
    }

    assertThat(ended.join()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(db.query("SELECT 1")).containsExactly("1");
  }

  @Test
  void a_killed_session_is_a_lost_connection_idle_or_not() throws Exception {
    other.execute(
        "SELECT pg_terminate_backend(" + db.query("SELECT pg_backend_pid()").get(0) + ")");

    assertThat(failing.kind(db, "SELECT 1")).isEqualTo(ErrorKind.CONNECTION_LOST);
    assertThat(failing.kind(db, "SELECT 1")).isEqualTo(ErrorKind.CONNECTION_LOST);
    try (TestDatabase timed = new TestDatabase(database.connect())) {
      String silent = timed.query("SELECT pg_backend_pid()").get(0);
      timed.execute("SET idle_in_transaction_session_timeout = 50", "BEGIN");
      while (!other
          .query("SELECT 1 FROM pg_stat_activity WHERE pid = " + silent)
          .isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(failing.kind(timed, "SELECT 1")).isEqualTo(ErrorKind.CONNECTION_LOST);
    }
  }

  @Test
  void a_name_that_is_taken_exists_already() throws SQLException {
    db.execute(
        "CREATE SCHEMA crew",
        "CREATE TYPE mood AS ENUM ('a')",
        "CREATE FUNCTION f() RETURNS INT LANGUAGE sql AS 'SELECT 1'",
        "CREATE VIEW v AS SELECT 1 AS a",
        "CREATE SEQUENCE s",
        "CREATE INDEX i ON person (name)");
    for (String taken : List.of(
        "CREATE TABLE person (a INT)",
        "CREATE TABLE v (a INT)",
        "CREATE VIEW v AS SELECT 2 AS a",
        "CREATE SEQUENCE s",
        "CREATE INDEX i ON person (name)",
        "CREATE SCHEMA crew",
        "CREATE TYPE mood AS ENUM ('a')",
        "CREATE TYPE person AS ENUM ('a')",
        "CREATE FUNCTION f() RETURNS INT LANGUAGE sql AS 'SELECT 2'",
        "CREATE ROLE postgres",
        "CREATE DATABASE " + database.name(),
        "ALTER TABLE person ADD CONSTRAINT person_pkey CHECK (id > 0)",
        "ALTER TABLE person RENAME TO v")) {
      assertThat(failing.kind(db, taken)).as(taken).isEqualTo(ErrorKind.ALREADY_EXISTS);
    }
    assertThat(failing.kind(db, "ALTER TABLE person ADD name TEXT")).isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void two_that_create_the_same_table_at_once_may_meet_in_the_catalogue() throws SQLException {
    other.execute("BEGIN", "CREATE TABLE race (a INT)");
    CompletableFuture<ErrorKind> later =
        failing.later(db, "CREATE TABLE IF NOT EXISTS race (a INT)");
    while (other
        .query("SELECT 1 FROM pg_locks WHERE NOT granted AND database IS NOT DISTINCT FROM"
            + " (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " OR NOT granted AND locktype = 'transactionid'")
        .isEmpty()) {
      Thread.onSpinWait();
    }
    other.execute("COMMIT");

    assertThat(later.join()).isEqualTo(ErrorKind.DUPLICATE_KEY);
  }

  @Test
  void what_an_account_may_not_do_is_named() throws SQLException {
    String role = "poor_" + UUID.randomUUID().toString().replace("-", "");
    db.execute(
        "CREATE ROLE " + role + " LOGIN",
        "CREATE SCHEMA crew",
        "CREATE TABLE crew.event (a INT PRIMARY KEY)",
        "CREATE TABLE migration_history (seq INT)",
        "CREATE TABLE \"Odd name\" (a INT)",
        "CREATE SEQUENCE numbers",
        "CREATE FUNCTION f() RETURNS INT LANGUAGE sql AS 'SELECT 1'",
        "REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC");
    try (TestDatabase poor =
        new TestDatabase(DriverManager.getConnection(database.jdbcUrl(), role, ""))) {
      assertThat(failing.missing(poor, "CREATE TABLE t (a INT)"))
          .isEqualTo("CREATE on schema public");
      assertThat(failing.missing(poor, "CREATE TABLE crew.t (a INT)"))
          .isEqualTo("CREATE on schema crew");
      assertThat(failing.missing(poor, "SELECT * FROM crew.event"))
          .isEqualTo("USAGE on schema crew");
      assertThat(failing.missing(poor, "INSERT INTO migration_history VALUES (1)"))
          .isEqualTo("INSERT on table migration_history");
      assertThat(failing.missing(poor, "UPDATE person SET name = 'c' WHERE id = 1"))
          .isEqualTo("UPDATE and SELECT on table person");
      assertThat(failing.missing(poor, "DELETE FROM person")).isEqualTo("DELETE on table person");
      assertThat(failing.missing(poor, "TRUNCATE person")).isEqualTo("TRUNCATE on table person");
      assertThat(failing.missing(poor, "SELECT * FROM \"Odd name\""))
          .isEqualTo("SELECT on table Odd name");
      assertThat(failing.missing(poor, "ALTER TABLE person ADD a INT"))
          .isEqualTo("ownership of table person");
      assertThat(failing.missing(poor, "DROP TABLE person")).isEqualTo("ownership of table person");
      assertThat(failing.missing(poor, "CREATE INDEX ON person (name)"))
          .isEqualTo("ownership of table person");
      assertThat(failing.missing(poor, "CREATE SCHEMA mine"))
          .isEqualTo("CREATE on database " + database.name());
      assertThat(failing.missing(poor, "SELECT nextval('numbers')"))
          .isEqualTo("USAGE on sequence numbers");
      assertThat(failing.missing(poor, "SELECT f()")).isEqualTo("EXECUTE on function f");
      assertThat(failing.missing(poor, "CREATE ROLE x")).isEqualTo("the right to create role");
      db.execute("GRANT CREATE ON SCHEMA public TO " + role);
      assertThat(failing.missing(poor, "CREATE TABLE t (a INT REFERENCES person)"))
          .isEqualTo("REFERENCES on table person");
    } finally {
      db.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
    }
  }

  @Test
  void an_account_that_may_not_connect_is_told_so() throws SQLException {
    String role = "poor_" + UUID.randomUUID().toString().replace("-", "");
    db.execute(
        "CREATE ROLE " + role + " LOGIN",
        "REVOKE CONNECT ON DATABASE " + database.name() + " FROM PUBLIC");
    try {
      SQLException e = Failing.error(
          "it may connect",
          () -> DriverManager.getConnection(database.jdbcUrl(), role, "").close());
      assertThat(dialect.classify(e)).isEqualTo(ErrorKind.MISSING_PRIVILEGE);
      assertThat(dialect.missingPrivilege(e, ""))
          .contains("CONNECT on database " + database.name());
    } finally {
      db.execute("DROP ROLE " + role);
    }
  }

  @Test
  void messages_have_names_but_no_values() throws SQLException {
    db.execute("CREATE TABLE child (id INT REFERENCES person)");
    assertThat(failing.message(db, "INSERT INTO person VALUES (1, 'secret')"))
        .isEqualTo("ERROR: duplicate key value violates unique constraint \"person_pkey\"");
    assertThat(failing.message(db, "INSERT INTO person VALUES (7, NULL)"))
        .isEqualTo("ERROR: null value in column \"name\" of relation \"person\" violates not-null"
            + " constraint");
    assertThat(failing.message(db, "INSERT INTO child VALUES (99)"))
        .contains("child_id_fkey")
        .doesNotContain("99");
    assertThat(failing.message(db, "ALTER TABLE person ALTER name TYPE INT USING name::int"))
        .isEqualTo("ERROR: invalid input syntax for type integer: \"…\"");
    assertThat(failing.message(db, "DO $$ BEGIN INSERT INTO person VALUES (1, 'secret'); END $$"))
        .contains("person_pkey", "line 1")
        .doesNotContain("secret", "(1)");
    assertThat(failing.message(db, "SELECT '{\"a\": secret}'::json")).doesNotContain("secret");
    assertThat(failing.message(db, "DROP TABLE person")).contains("child_id_fkey on table child");
    try (var batch = db.connection().prepareStatement("INSERT INTO person VALUES (?, ?)")) {
      batch.setInt(1, 1);
      batch.setString(2, "secret");
      batch.addBatch();
      assertThat(dialect.messageOf(Failing.error("a batch", batch::executeBatch)))
          .contains("person_pkey")
          .doesNotContain("secret");
    }
  }

  @Test
  void a_session_that_may_only_read_says_why() throws SQLException {
    assertThat(dialect.readOnlyBecause(db.connection())).isEmpty();
    db.execute("SET default_transaction_read_only = on");
    assertThat(dialect.readOnlyBecause(db.connection()).orElseThrow())
        .contains("default_transaction_read_only is on, set by: session");
    assertThat(failing.kind(db, "CREATE TABLE t (a INT)")).isEqualTo(ErrorKind.READ_ONLY);
    db.execute("SET default_transaction_read_only = off", "BEGIN READ ONLY");
    assertThat(dialect.readOnlyBecause(db.connection()).orElseThrow())
        .contains("transaction_read_only is on");
    db.execute(
        "ROLLBACK",
        "ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
    try (Connection fresh = database.connect()) {
      assertThat(dialect.readOnlyBecause(fresh).orElseThrow()).contains("set by: database");
    }
  }

  @Test
  void a_standby_is_refused_until_it_is_promoted() throws Exception {
    try (var server = EmbeddedServer.own(ServerKind.POSTGRESQL, Durability.FAST)) {
      var replayed = server.newDatabase();
      try (TestDatabase primary = new TestDatabase(replayed.connect())) {
        Files.createFile(Path.of(primary.query("SHOW data_directory").get(0), "standby.signal"));
      }
      // it is up for the server's purposes when it writes again
      CompletableFuture<Void> restarted = CompletableFuture.runAsync(server::restart);
      try (TestDatabase standby = standby(replayed)) {
        assertThat(dialect.readOnlyBecause(standby.connection()).orElseThrow())
            .contains("standby", "connect to the primary");
        assertThat(failing.kind(standby, "CREATE TABLE t (a INT)")).isEqualTo(ErrorKind.READ_ONLY);
        standby.execute("SELECT pg_promote()");
        restarted.join();
        assertThat(dialect.readOnlyBecause(standby.connection())).isEmpty();
        assertThatCode(() -> standby.execute("CREATE TABLE t (a INT)")).doesNotThrowAnyException();
      }
    }
  }

  /** A connection once the server replays; before, it is the old one or none. */
  private static TestDatabase standby(dev.showwise.migrate.servers.TestDatabase database)
      throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (true) {
      try {
        TestDatabase db = new TestDatabase(database.connect());
        if (db.query("SELECT pg_is_in_recovery()").equals(List.of("t"))) {
          return db;
        }
        db.close();
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }
}
