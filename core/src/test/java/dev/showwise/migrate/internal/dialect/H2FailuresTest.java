package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.servers.H2InMemory;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FailuresTest {
  private static final String LONG =
      "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b WHERE a.x * b.x = 7";

  private final H2Dialect dialect = new H2Dialect();
  private final Failing failing = new Failing(dialect);
  private dev.showwise.migrate.servers.TestDatabase database;
  private TestDatabase db;
  private TestDatabase other;

  @TempDir
  Path folder;

  @BeforeEach
  void connect() throws SQLException {
    database = new H2InMemory().newDatabase();
    db = new TestDatabase(database.connect());
    other = new TestDatabase(database.connect());
    db.execute(
        "CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)",
        "INSERT INTO person VALUES (1, 'a'), (2, 'b')");
  }

  @AfterEach
  void disconnect() throws SQLException {
    db.close();
    other.close();
    database.close();
  }

  @Test
  void a_lock_that_others_hold_is_busy() throws SQLException {
    other.execute("BEGIN", "UPDATE person SET name = 'c' WHERE id = 1");
    db.execute("SET LOCK_TIMEOUT 20");

    assertThat(failing.kind(db, "UPDATE person SET name = 'd' WHERE id = 1"))
        .isEqualTo(ErrorKind.BUSY);
    assertThat(failing.kind(db, "SELECT 1 FROM person WHERE id = 1 FOR UPDATE NOWAIT"))
        .isEqualTo(ErrorKind.BUSY);
    assertThat(failing.kind(db, "ALTER TABLE person ADD a INT")).isEqualTo(ErrorKind.BUSY);
  }

  @Test
  void a_database_that_another_session_has_for_itself_is_busy() throws SQLException {
    other.execute("SET EXCLUSIVE 1");
    try {
      SQLException e =
          Failing.error("it can be opened", () -> database.connect().close());
      assertThat(dialect.classify(e)).isEqualTo(ErrorKind.BUSY);
    } finally {
      other.execute("SET EXCLUSIVE 0");
    }
  }

  @Test
  void a_deadlock_is_a_conflict() throws SQLException {
    for (TestDatabase each : List.of(db, other)) {
      each.execute("SET LOCK_TIMEOUT 10000", "BEGIN");
    }
    db.execute("UPDATE person SET name = 'c' WHERE id = 1");
    other.execute("UPDATE person SET name = 'd' WHERE id = 2");

    assertThat(failing.deadlock(
            db,
            "UPDATE person SET name = 'e' WHERE id = 2",
            other,
            "UPDATE person SET name = 'f' WHERE id = 1"))
        .isEqualTo(ErrorKind.CONFLICT);
  }

  @Test
  void a_row_that_changed_since_the_snapshot_is_a_conflict() throws SQLException {
    db.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT", "BEGIN");
    db.query("SELECT * FROM person");
    other.execute("UPDATE person SET name = 'c' WHERE id = 1");

    assertThat(failing.kind(db, "UPDATE person SET name = 'd' WHERE id = 1"))
        .isEqualTo(ErrorKind.CONFLICT);
  }

  @Test
  void a_statement_that_was_ended_is_cancelled_and_the_session_lives() throws Exception {
    db.execute("SET QUERY_TIMEOUT 50");
    assertThat(failing.kind(db, LONG)).isEqualTo(ErrorKind.CANCELLED);
    db.execute("SET QUERY_TIMEOUT 0");
    String session = db.query("SELECT SESSION_ID()").get(0);
    CompletableFuture<ErrorKind> ended = failing.later(db, LONG);
    while (!ended.isDone()) {
      other.query("SELECT CANCEL_SESSION(" + session + ")");
    }

    assertThat(ended.join()).isEqualTo(ErrorKind.CANCELLED);
    assertThat(db.query("SELECT 1")).containsExactly("1");
  }

  @Test
  void a_session_that_was_ended_is_a_lost_connection() throws SQLException {
    String session = db.query("SELECT SESSION_ID()").get(0);
    other.query("SELECT ABORT_SESSION(" + session + ")");

    assertThat(failing.kind(db, "SELECT 1")).isEqualTo(ErrorKind.CONNECTION_LOST);
  }

  @Test
  void a_name_that_is_taken_exists_already() throws SQLException {
    List<String> made = List.of(
        "CREATE INDEX i ON person (name)",
        "CREATE SEQUENCE s",
        "CREATE SCHEMA crew",
        "CREATE DOMAIN d AS INT",
        "CREATE ROLE r",
        "CREATE USER u PASSWORD ''",
        "CREATE VIEW v AS SELECT 1 AS a",
        "CREATE CONSTANT c VALUE 1",
        "CREATE ALIAS f FOR 'java.lang.Math.abs(int)'",
        "CREATE SYNONYM y FOR person",
        "ALTER TABLE person ADD CONSTRAINT positive CHECK (id > 0)");
    db.execute(made.toArray(String[]::new));
    for (String taken : made) {
      assertThat(failing.kind(db, taken)).as(taken).isEqualTo(ErrorKind.ALREADY_EXISTS);
    }
    for (String taken : List.of(
        "CREATE TABLE person (a INT)",
        "CREATE VIEW person AS SELECT 1 AS a",
        "CREATE TABLE y (a INT)")) {
      assertThat(failing.kind(db, taken)).as(taken).isEqualTo(ErrorKind.ALREADY_EXISTS);
    }
    assertThat(failing.kind(db, "ALTER TABLE person ADD name INT")).isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void what_an_account_may_not_do_is_named() throws SQLException {
    db.execute(
        "CREATE USER poor PASSWORD ''", "CREATE SCHEMA crew", "CREATE TABLE \"odd one\" (a INT)");
    // the settings of the URL are for administrators
    String url = database.jdbcUrl().replaceAll(";.*", "");
    try (TestDatabase poor = new TestDatabase(DriverManager.getConnection(url, "poor", ""))) {
      assertThat(failing.missing(poor, "CREATE TABLE t (a INT)"))
          .isEqualTo("ownership of schema PUBLIC, or ALTER ANY SCHEMA");
      assertThat(failing.missing(poor, "CREATE TABLE crew.t (a INT)"))
          .isEqualTo("ownership of schema CREW, or ALTER ANY SCHEMA");
      assertThat(failing.missing(poor, "ALTER TABLE person ADD a INT"))
          .isEqualTo("ownership of schema PUBLIC, or ALTER ANY SCHEMA");
      assertThat(failing.missing(poor, "INSERT INTO person VALUES (3, 'secret')"))
          .isEqualTo("INSERT on PUBLIC.PERSON");
      assertThat(failing.missing(poor, "SELECT * FROM \"odd one\""))
          .isEqualTo("SELECT on PUBLIC.\"odd one\"");
      assertThat(failing.missing(poor, "CREATE SCHEMA mine")).contains("administrator");
    }
  }

  @Test
  void messages_have_names_but_no_values() throws SQLException {
    db.execute(
        "CREATE TABLE child (id INT REFERENCES person, e ENUM('a', 'b'), d DATE, n VARCHAR(3))",
        "CREATE UNIQUE INDEX named ON person (name)",
        "INSERT INTO child (id) VALUES (1)");
    for (String sql : List.of(
        "INSERT INTO person VALUES (1, 'secret')",
        "INSERT INTO person SELECT 77, 'a'",
        "INSERT INTO child (id) VALUES (77)",
        "INSERT INTO child (e) VALUES ('secret')",
        "INSERT INTO child (d) VALUES ('secret')",
        "INSERT INTO child (n) VALUES ('secret')",
        "UPDATE child SET id = 7777777777",
        "DELETE FROM person WHERE id = 1",
        "ALTER TABLE person ALTER COLUMN name INT",
        "CREATE USER x PASSWORD 'secret' nonsense")) {
      assertThat(failing.message(db, sql))
          .as(sql)
          .doesNotContain("secret", "77", "'a')", "'a' ", "converting \"'a'", "(1)")
          .matches(".* \\[\\d+-\\d+]");
    }
    assertThat(failing.message(db, "INSERT INTO person VALUES (3, 'a')"))
        .startsWith("Unique index or primary key violation: \"PUBLIC.NAMED ON PUBLIC.PERSON(NAME");
    assertThat(failing.message(db, "INSERT INTO child (n) VALUES ('secret')"))
        .startsWith("Value too long for column \"N CHARACTER VARYING(3)\": \"…\"");
    assertThat(failing.message(db, "INSERT INTO person VALUES (7, NULL)"))
        .startsWith("NULL not allowed for column \"NAME\"");
    assertThat(failing.message(db, "SELECT nope FROM person"))
        .matches("Column \"NOPE\" not found \\[.*]");
  }

  @Test
  void a_database_that_is_open_for_reading_says_so() throws SQLException {
    assertThat(dialect.readOnlyBecause(db.connection())).isEmpty();
    String url = "jdbc:h2:" + folder.resolve("file");
    DriverManager.getConnection(url, "sa", "").close();
    try (Connection reading = DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r", "sa", "");
        TestDatabase file = new TestDatabase(reading)) {
      assertThat(dialect.readOnlyBecause(reading).orElseThrow()).contains("ACCESS_MODE_DATA");
      assertThat(failing.kind(file, "CREATE TABLE t (a INT)")).isEqualTo(ErrorKind.READ_ONLY);
    }
  }
}
