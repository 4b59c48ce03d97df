package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.SessionLimits;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresErrorsTest {
  private static final SessionLimits LIMITS =
      new SessionLimits(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final PostgresDialect dialect = new PostgresDialect();

  private ErrorKind kindOf(ThrowingCallable call) {
    return dialect.classify(catchThrowableOfType(SQLException.class, call));
  }

  @Test
  void real_errors_are_told_apart() throws SQLException {
    TestDatabase db = PostgresSchemas.create();
    try (TestDatabase other = PostgresSchemas.again(db)) {
      db.execute(
          "CREATE TABLE t (id INT PRIMARY KEY, b INT NOT NULL)", "INSERT INTO t VALUES (1, 1)");

      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (1, 2)")))
          .isEqualTo(ErrorKind.DUPLICATE_KEY);
      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (2, NULL)")))
          .isEqualTo(ErrorKind.OTHER);
      assertThat(kindOf(() -> db.execute("SELECT * FROM nothing")))
          .isEqualTo(ErrorKind.NO_SUCH_TABLE);
      assertThat(kindOf(() -> db.execute("CREATE TABLE t (id INT)")))
          .isEqualTo(ErrorKind.ALREADY_EXISTS);
      db.execute("SET default_transaction_read_only = on");
      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (3, 3)")))
          .isEqualTo(ErrorKind.READ_ONLY);
      // what the engine begins may write all the same
      db.execute(dialect.begin(LIMITS, Map.of()), "INSERT INTO t VALUES (3, 3)", "COMMIT");
      db.execute("SET default_transaction_read_only = off", "SET statement_timeout = 20");
      assertThat(kindOf(() -> db.execute("SELECT pg_sleep(5)"))).isEqualTo(ErrorKind.CANCELLED);
      db.execute("SET statement_timeout = 0", "SET lock_timeout = 20");
      other.execute("BEGIN", "LOCK TABLE t");
      assertThat(kindOf(() -> db.execute("SELECT * FROM t"))).isEqualTo(ErrorKind.BUSY);
      String session = other.query("SELECT pg_backend_pid()").get(0);
      db.execute("SELECT pg_terminate_backend(" + session + ")");
      assertThat(kindOf(() -> other.execute("SELECT 1"))).isEqualTo(ErrorKind.CONNECTION_LOST);
      assertThat(kindOf(() -> other.execute("SELECT 1"))).isEqualTo(ErrorKind.CONNECTION_LOST);
    } finally {
      PostgresSchemas.drop(db);
    }
  }

  @Test
  void a_database_that_is_not_there_cannot_be_opened() {
    var database = PostgresSchemas.database();
    String url =
        database.jdbcUrl().replaceFirst("(jdbc:postgresql://[^/]*/)[^?]*", "$1no_such_database");

    assertThat(
            kindOf(() -> DriverManager.getConnection(url, database.user(), "").close()))
        .isEqualTo(ErrorKind.CANNOT_OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "55P03, BUSY",
    "57014, CANCELLED",
    "40001, CONFLICT",
    "40P01, CONFLICT",
    "23505, DUPLICATE_KEY",
    "23503, OTHER",
    "42P01, NO_SUCH_TABLE",
    "42P07, ALREADY_EXISTS",
    "42710, ALREADY_EXISTS",
    "42P06, ALREADY_EXISTS",
    "42P04, ALREADY_EXISTS",
    "42723, ALREADY_EXISTS",
    "42701, OTHER",
    "08001, CONNECTION_LOST",
    "08006, CONNECTION_LOST",
    "57P01, CONNECTION_LOST",
    "57P04, CONNECTION_LOST",
    "57P05, CONNECTION_LOST",
    "25P03, CONNECTION_LOST",
    "40003, CONNECTION_LOST",
    "25006, READ_ONLY",
    "53100, FULL",
    "28P01, CANNOT_OPEN",
    "3D000, CANNOT_OPEN",
    "53300, CANNOT_OPEN",
    "XX001, DAMAGED",
    "42501, MISSING_PRIVILEGE"
  })
  void a_state_says_what_an_error_means_whatever_its_text(String state, ErrorKind kind) {
    SQLException error = new SQLException("duplicate column, table already exists", state);

    assertThat(dialect.classify(error)).isEqualTo(kind);
    assertThat(dialect.classify(new SQLException("pool says so", error))).isEqualTo(kind);
  }

  @Test
  void an_error_without_a_state_is_just_another_error_or_a_lost_connection() {
    assertThat(dialect.classify(new SQLException())).isEqualTo(ErrorKind.OTHER);
    assertThat(dialect.classify(new SQLRecoverableException("gone")))
        .isEqualTo(ErrorKind.CONNECTION_LOST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "schema public | CREATE TABLE n (a INT) | CREATE on schema public",
        "schema crew | CREATE TABLE crew.n (a INT) | CREATE on schema crew",
        "schema crew | CREATE TABLE n (a INT REFERENCES crew.t) | CREATE on schema crew",
        "schema crew | CREATE TABLE me.n (a INT REFERENCES crew.t) | USAGE on schema crew",
        "schema crew | SELECT * FROM crew.t | USAGE on schema crew",
        "schema crew | ALTER TABLE crew.t ADD a INT | USAGE on schema crew",
        "schema crew | ALTER TABLE crew.t RENAME TO u | USAGE and CREATE on schema crew",
        "schema crew | ALTER TABLE t RENAME TO u | CREATE on schema crew",
        "schema crew | ~~ | USAGE or CREATE on schema crew",
        "table t | SELECT * FROM t | SELECT on table t",
        "table t | SELECT * FROM t FOR UPDATE | SELECT and UPDATE on table t",
        "table t | EXPLAIN (ANALYZE) SELECT * FROM t | SELECT on table t",
        "table t | INSERT INTO s.t VALUES (1) | INSERT on table t",
        "table t | insert into T values (1) | INSERT on table t",
        "table t | INSERT INTO t VALUES (1) RETURNING a | INSERT and SELECT on table t",
        "table u | INSERT INTO t SELECT * FROM u | SELECT on table u",
        "table t | WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x | INSERT on table t",
        "table audit | INSERT INTO t VALUES (1) | access to table audit",
        "table t | UPDATE ONLY t SET a = 1 | UPDATE on table t",
        "table t | UPDATE t SET a = 1 WHERE b = 2 | UPDATE and SELECT on table t",
        "table u | UPDATE t SET a = u.a FROM u | SELECT on table u",
        "table t | DELETE FROM t | DELETE on table t",
        "table t | DELETE FROM t WHERE a = 1 | DELETE and SELECT on table t",
        "table t | MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE | DELETE, SELECT on table t",
        "view u | MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE | SELECT on view u",
        "table t | TRUNCATE t | TRUNCATE on table t",
        "table t | LOCK TABLE t | UPDATE, DELETE or TRUNCATE on table t",
        "table t | COPY t (a) FROM STDIN | INSERT on table t",
        "table t | COPY t TO STDOUT | SELECT on table t",
        "table t | COPY (SELECT * FROM t) TO STDOUT | SELECT on table t",
        "table t | GRANT SELECT ON t TO x | the grant option on table t",
        "table t | VACUUM t | MAINTAIN on table t",
        "materialized view m | REFRESH MATERIALIZED VIEW m | MAINTAIN on materialized view m",
        "table t | CREATE TABLE n (a INT REFERENCES s.t) | REFERENCES on table t",
        "table t | ALTER TABLE n ADD FOREIGN KEY (a) REFERENCES t | REFERENCES on table t",
        "table t | ALTER TABLE t ADD a INT | access to table t",
        "table t | CREATE TABLE n AS SELECT * FROM t | SELECT on table t",
        "table t | CREATE TRIGGER g BEFORE INSERT ON t EXECUTE FUNCTION f() | TRIGGER on table t",
        "table t | DO $$ BEGIN INSERT INTO t VALUES (1); END $$ | access to table t",
        "table Odd Name | SELECT * FROM \"Odd Name\" | SELECT on table Odd Name",
        "table t | ~~ | access to table t",
        "database d | CREATE SCHEMA s | CREATE on database d",
        "database \"d\" | ~~ | CONNECT on database d",
        "sequence s | SELECT nextval('s') | USAGE on sequence s",
        "sequence s | SELECT setval('s', 5) | UPDATE on sequence s",
        "function f | SELECT f() | EXECUTE on function f",
        "type mood | CREATE TABLE n (a mood) | USAGE on type mood",
        "tablespace q | CREATE TABLE n (a INT) TABLESPACE q | CREATE on tablespace q"
      })
  void a_missing_privilege_comes_from_the_object_and_the_statement(
      String object, String sql, String privilege) {
    SQLException error =
        new SQLException("ERROR: permission denied for " + object + "\n  Position: 14", "42501");

    assertThat(dialect.missingPrivilege(error, sql)).contains(privilege);
    assertThat(dialect.missingPrivilege(new SQLException("wrapped", error), sql))
        .contains(privilege);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ERROR: must be owner of table person | ownership of table person",
        "ERROR: permission denied to create role | the right to create role",
        "FEHLER: keine Berechtigung für Tabelle t"
            + " | a right that the server describes so: keine Berechtigung für Tabelle t",
        "ERROR: new row violates row-level security policy for table \"rls\""
            + " | a right that the server describes so: new row violates row-level security policy for"
            + " table \"rls\""
      })
  void what_else_is_not_permitted_is_told_in_the_servers_words(String message, String privilege) {
    assertThat(dialect.missingPrivilege(
            new SQLException(message + "\n  Detail: (a, b)", "42501"), "SELECT 1"))
        .contains(privilege);
  }

  @Test
  void other_errors_miss_no_privilege() {
    assertThat(dialect.missingPrivilege(
            new SQLException("permission denied for table t", "P0001"), "SELECT 1"))
        .isEmpty();
  }

  @Test
  void details_stay_where_they_tell_no_values() {
    String message =
        "ERROR: cannot drop table t\n  Detail: view v depends on table t\n  Hint: CASCADE";

    assertThat(dialect.messageOf(new SQLException(message, "2BP01"))).isEqualTo(message);
    assertThat(dialect.messageOf(new SQLException(message, "23503")))
        .isEqualTo("ERROR: cannot drop table t");
    assertThat(dialect.messageOf(new SQLException())).isEqualTo("java.sql.SQLException");
  }

  @Test
  void the_place_in_a_function_stays_and_the_statement_there_does_not() {
    assertThat(dialect.messageOf(new SQLException(
            "ERROR: duplicate key\n  Détail : Key (id)=(1)\n  Où : SQL statement \"INSERT (secret)\"\n"
                + "PL/pgSQL function f(integer) line 1 at SQL statement",
            "23505")))
        .isEqualTo(
            "ERROR: duplicate key\n  Where: PL/pgSQL function f(integer) line 1 at SQL statement");
  }

  @Test
  void a_value_in_the_message_itself_is_masked() {
    assertThat(dialect.messageOf(new SQLException(
            "ERROR: invalid input syntax for type integer: \"a \"quoted\" one\"\n  Position: 8",
            "22P02")))
        .isEqualTo("ERROR: invalid input syntax for type integer: \"…\"");
  }
}
