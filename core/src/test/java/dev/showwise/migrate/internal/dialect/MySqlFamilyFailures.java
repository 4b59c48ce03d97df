package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.showwise.migrate.servers.Durability;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How MariaDB and MySQL fail. */
abstract class MySqlFamilyFailures {
  final Dialect dialect;
  final Failing failing;
  private final ServerKind kind;
  private dev.showwise.migrate.servers.TestDatabase database;
  TestDatabase db;
  TestDatabase other;

  MySqlFamilyFailures(Dialect dialect, ServerKind kind) {
    this.dialect = dialect;
    this.failing = new Failing(dialect);
    this.kind = kind;
  }

  @BeforeEach
  void connect() throws SQLException {
    EmbeddedServer server = EmbeddedServer.shared(kind);
    assumeThat(server.unavailableBecause()).isEmpty();
    database = server.newDatabase();
    db = new TestDatabase(database.connect());
    other = new TestDatabase(database.connect());
    db.execute(
        "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, UNIQUE KEY named (name))",
        "INSERT INTO person VALUES (1, 'a'), (2, 'b')");
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
    db.execute("SET innodb_lock_wait_timeout = 1, lock_wait_timeout = 1");

    assertThat(failing.kind(db, "UPDATE person SET name = 'd' WHERE id = 1"))
        .isEqualTo(ErrorKind.BUSY);
    assertThat(failing.kind(db, "SELECT 1 FROM person WHERE id = 1 FOR UPDATE NOWAIT"))
        .isEqualTo(ErrorKind.BUSY);
    assertThat(failing.kind(db, "ALTER TABLE person ADD a INT")).isEqualTo(ErrorKind.BUSY);
  }

  @Test
  void a_deadlock_is_a_conflict() throws SQLException {
    db.execute("BEGIN", "UPDATE person SET name = 'c' WHERE id = 1");
    other.execute("BEGIN", "UPDATE person SET name = 'd' WHERE id = 2");

    assertThat(failing.deadlock(
            db,
            "UPDATE person SET name = 'e' WHERE id = 2",
            other,
            "UPDATE person SET name = 'f' WHERE id = 1"))
        .isEqualTo(ErrorKind.CONFLICT);
  }

  @Test
  void a_statement_that_was_ended_is_cancelled_and_the_session_lives() throws Exception {
    String session = db.query("SELECT CONNECTION_ID()").get(0);
    CompletableFuture<ErrorKind> ended =
        failing.later(db, "UPDATE person SET name = SLEEP(20) WHERE id = 1");
    while (!ended.isDone()) {
      other.execute("KILL QUERY " + session);
    }
    assertThat(ended.join()).isEqualTo(ErrorKind.CANCELLED);
    try (var statement = db.connection().createStatement()) {
      statement.setQueryTimeout(1);
      SQLException late = catchThrowableOfType(
          SQLException.class,
          () -> statement.execute("UPDATE person SET name = SLEEP(20) WHERE id = 1"));
      assertThat(dialect.classify(late)).isEqualTo(ErrorKind.CANCELLED);
    }
    assertThat(db.query("SELECT 1")).containsExactly("1");
  }

  @Test
  void a_killed_or_idle_session_is_a_lost_connection() throws Exception {
    String session = db.query("SELECT CONNECTION_ID()").get(0);
    CompletableFuture<ErrorKind> running = failing.later(db, "DO SLEEP(20)");
    while (other
        .query("SELECT 1 FROM information_schema.processlist WHERE info LIKE 'DO SLEEP%'")
        .isEmpty()) {
      Thread.onSpinWait();
    }
    other.execute("KILL " + session);

    // told as an error or as a closed socket, whichever is faster
    assertThat(running.join()).isEqualTo(ErrorKind.CONNECTION_LOST);
    assertThat(failing.kind(db, "SELECT 1")).isEqualTo(ErrorKind.CONNECTION_LOST);
    try (TestDatabase idle = new TestDatabase(database.connect())) {
      String silent = idle.query("SELECT CONNECTION_ID()").get(0);
      idle.execute("SET wait_timeout = 1");
      while (!other
          .query("SELECT 1 FROM information_schema.processlist WHERE id = " + silent)
          .isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(failing.kind(idle, "SELECT 1")).isEqualTo(ErrorKind.CONNECTION_LOST);
    }
  }

  @Test
  void a_name_that_is_taken_exists_already() throws SQLException {
    db.execute(
        "CREATE TABLE child (id INT, CONSTRAINT parent FOREIGN KEY (id) REFERENCES person (id))",
        "CREATE VIEW v AS SELECT 1 AS a",
        "CREATE PROCEDURE p() SELECT 1",
        "CREATE TRIGGER g BEFORE INSERT ON person FOR EACH ROW SET @a = 1",
        "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DO SELECT 1");
    for (String taken : List.of(
        "CREATE TABLE person (a INT)",
        "CREATE TABLE v (a INT)",
        "CREATE VIEW person AS SELECT 1 AS a",
        "CREATE DATABASE " + database.name(),
        "CREATE INDEX named ON person (id)",
        "ALTER TABLE child ADD CONSTRAINT parent FOREIGN KEY (id) REFERENCES person (id)",
        "CREATE PROCEDURE p() SELECT 2",
        "CREATE TRIGGER g BEFORE INSERT ON person FOR EACH ROW SET @a = 2",
        "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DO SELECT 2",
        "ALTER TABLE child RENAME TO person")) {
      assertThat(failing.kind(db, taken)).as(taken).isEqualTo(ErrorKind.ALREADY_EXISTS);
    }
    assertThat(failing.kind(db, "ALTER TABLE person ADD name INT")).isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void what_an_account_may_not_do_is_named() throws SQLException {
    String account = "poor@'127.0.0.1'";
    db.execute(
        "CREATE PROCEDURE p() SELECT 1",
        "CREATE USER " + account + " IDENTIFIED BY ''",
        "GRANT SELECT (id) ON person TO " + account);
    try (TestDatabase poor =
        new TestDatabase(DriverManager.getConnection(database.jdbcUrl(), "poor", ""))) {
      assertThat(failing.missing(poor, "CREATE TABLE t (a INT)"))
          .matches("CREATE on table .*t[`']");
      assertThat(failing.missing(poor, "INSERT INTO person VALUES (3, 'secret')"))
          .matches("INSERT on table .*person[`']");
      assertThat(failing.missing(poor, "DELETE FROM person")).startsWith("DELETE on table");
      assertThat(failing.missing(poor, "SELECT name FROM person"))
          .isEqualTo("SELECT on column 'name' in table 'person'");
      assertThat(failing.missing(poor, "ALTER TABLE person ADD a INT"))
          .startsWith("ALTER on table");
      assertThat(failing.missing(poor, "DROP TABLE person")).startsWith("DROP on table");
      assertThat(failing.missing(poor, "CREATE INDEX i ON person (id)"))
          .startsWith("INDEX on table");
      assertThat(failing.missing(poor, "GRANT SELECT ON person TO " + account))
          .startsWith("GRANT OPTION on table");
      assertThat(failing.missing(poor, "CALL p()"))
          .isEqualTo("EXECUTE on routine '" + database.name() + ".p'");
      assertThat(failing.missing(poor, "CREATE DATABASE mine"))
          .isEqualTo("CREATE on database 'mine'");
      assertThat(failing.missing(poor, "CREATE PROCEDURE q() SELECT 1"))
          .isEqualTo("CREATE ROUTINE on database '" + database.name() + "'");
      assertThat(failing.missing(poor, "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DO SELECT 1"))
          .isEqualTo("EVENT on database '" + database.name() + "'");
      assertThat(failing.missing(poor, "CREATE TEMPORARY TABLE t (a INT)"))
          .isEqualTo("CREATE TEMPORARY TABLES on database '" + database.name() + "'");
      assertThat(failing.missing(poor, "LOCK TABLES person WRITE"))
          .isEqualTo("LOCK TABLES on database '" + database.name() + "'");
      assertThat(failing.missing(poor, "FLUSH TABLES")).isEqualTo("RELOAD");
      assertThat(
              failing.missing(poor, "KILL " + db.query("SELECT CONNECTION_ID()").get(0)))
          .contains("sessions of others");
      assertThat(failing.kind(poor, "USE mysql")).isEqualTo(ErrorKind.MISSING_PRIVILEGE);
    } finally {
      db.execute("DROP USER " + account);
    }
  }

  @Test
  void messages_have_names_but_no_values() throws SQLException {
    db.execute("INSERT INTO person VALUES (5, 'O''B for key ''x')");
    assertThat(failing.message(db, "INSERT INTO person VALUES (6, 'O''B for key ''x')"))
        .contains("Duplicate entry '…' for key", "named")
        .doesNotContain("O'B");
    assertThat(failing.message(db, "INSERT INTO person VALUES ('secret', 'c')"))
        .contains("Incorrect integer value: '…' for column", "id")
        .doesNotContain("secret");
    assertThat(failing.message(db, "ALTER TABLE person MODIFY name INT")).doesNotContain("'a'");
    assertThat(failing.message(db, "INSERT INTO person VALUES (7, NULL)"))
        .contains("Column 'name' cannot be null");
  }

  @Test
  void a_server_that_may_not_be_written_is_refused_and_what_it_did_not_commit_is_lost()
      throws SQLException {
    try (var server = EmbeddedServer.own(kind, Durability.FAST)) {
      var own = server.newDatabase();
      try (TestDatabase root = new TestDatabase(own.connect());
          TestDatabase writer = new TestDatabase(own.connect())) {
        root.execute(
            "CREATE TABLE t (a INT)",
            "CREATE USER poor@'127.0.0.1' IDENTIFIED BY ''",
            "GRANT ALL ON " + own.name() + ".* TO poor@'127.0.0.1'");
        writer.execute("SET lock_wait_timeout = 1", "BEGIN", "INSERT INTO t VALUES (1)");
        root.execute("FLUSH TABLES WITH READ LOCK");
        assertThat(failing.kind(writer, "COMMIT")).isEqualTo(ErrorKind.BUSY);
        root.execute("UNLOCK TABLES");
        writer.execute("COMMIT");
        assertThat(root.query("SELECT COUNT(*) FROM t"))
            .as("a COMMIT that met a lock has ended the transaction")
            .containsExactly("0");

        assertThat(dialect.readOnlyBecause(root.connection())).isEmpty();
        try (TestDatabase poor =
            new TestDatabase(DriverManager.getConnection(own.jdbcUrl(), "poor", ""))) {
          poor.execute("BEGIN", "INSERT INTO t VALUES (2)");
          root.execute("SET GLOBAL read_only = 1");
          assertThat(dialect.readOnlyBecause(root.connection()).orElseThrow())
              .as("even for who may write all the same")
              .contains("read_only is on", "connect to the primary");
          assertThat(dialect.readOnlyBecause(poor.connection())).isPresent();
          assertThat(failing.kind(poor, "COMMIT")).isEqualTo(ErrorKind.READ_ONLY);
          assertThat(failing.kind(poor, "INSERT INTO t VALUES (3)")).isEqualTo(ErrorKind.READ_ONLY);
        }
        assertThat(root.query("SELECT COUNT(*) FROM t")).containsExactly("0");
      }
    }
  }
}
