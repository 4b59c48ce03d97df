package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.SessionLimits;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.Optional;
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
      assertThat(kindOf(() -> db.execute("CREATE TABLE t (id INT)"))).isEqualTo(ErrorKind.OTHER);
      db.execute("SET default_transaction_read_only = on");
      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (3, 3)")))
          .isEqualTo(ErrorKind.READ_ONLY);
      // what the engine begins may write all the same
      db.execute(dialect.begin(LIMITS, Optional.empty()), "INSERT INTO t VALUES (3, 3)", "COMMIT");
      db.execute("SET default_transaction_read_only = off", "SET statement_timeout = 20");
      assertThat(kindOf(() -> db.execute("SELECT pg_sleep(5)"))).isEqualTo(ErrorKind.BUSY);
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
    "57014, BUSY",
    "40001, BUSY",
    "40P01, BUSY",
    "23505, DUPLICATE_KEY",
    "23503, OTHER",
    "42P01, NO_SUCH_TABLE",
    "42P07, OTHER",
    "08001, CONNECTION_LOST",
    "08006, CONNECTION_LOST",
    "57P01, CONNECTION_LOST",
    "57P05, CONNECTION_LOST",
    "25P03, CONNECTION_LOST",
    "40003, CONNECTION_LOST",
    "25006, READ_ONLY",
    "53100, FULL",
    "28P01, CANNOT_OPEN",
    "3D000, CANNOT_OPEN",
    "53300, CANNOT_OPEN",
    "XX001, DAMAGED",
    "42501, OTHER"
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
}
