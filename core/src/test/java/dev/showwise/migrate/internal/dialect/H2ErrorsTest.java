package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2ErrorsTest {
  private final H2Dialect dialect = new H2Dialect();

  @TempDir
  Path folder;

  private ErrorKind kindOf(ThrowingCallable call) {
    return dialect.classify(catchThrowableOfType(SQLException.class, call));
  }

  @Test
  void real_errors_of_statements_are_told_apart() throws SQLException {
    String name = "errors" + System.nanoTime();
    try (TestDatabase db = H2Databases.open(name, "");
        TestDatabase other = H2Databases.open(name, "")) {
      assertThat(kindOf(() -> db.execute("SELECT * FROM nothing")))
          .isEqualTo(ErrorKind.NO_SUCH_TABLE);
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
      other.execute("BEGIN", "UPDATE t SET b = 5");
      db.execute("SET LOCK_TIMEOUT 20");
      assertThat(kindOf(() -> db.execute("UPDATE t SET b = 6"))).isEqualTo(ErrorKind.BUSY);
      assertThat(kindOf(() -> db.execute("ALTER TABLE t ADD COLUMN c INT")))
          .isEqualTo(ErrorKind.BUSY);
      other.execute("ROLLBACK");
      db.close();
      assertThat(kindOf(() -> db.execute("SELECT 1"))).isEqualTo(ErrorKind.CONNECTION_LOST);
      other.execute("SHUTDOWN");
      assertThat(kindOf(() -> other.execute("SELECT 1"))).isEqualTo(ErrorKind.CONNECTION_LOST);
    }
  }

  @Test
  void files_that_cannot_be_opened_are_told_apart() throws Exception {
    String url = "jdbc:h2:" + folder.resolve("a b");
    assertThat(kindOf(() -> DriverManager.getConnection(url + ";IFEXISTS=TRUE").close()))
        .isEqualTo(ErrorKind.CANNOT_OPEN);
    try (TestDatabase db = new TestDatabase(DriverManager.getConnection(url, "sa", "x"))) {
      db.execute("CREATE TABLE t (a INT)");
    }
    assertThat(kindOf(() -> DriverManager.getConnection(url, "sa", "wrong").close()))
        .isEqualTo(ErrorKind.CANNOT_OPEN);
    try (TestDatabase db =
        new TestDatabase(DriverManager.getConnection(url + ";ACCESS_MODE_DATA=r", "sa", "x"))) {
      assertThat(kindOf(() -> db.execute("INSERT INTO t VALUES (1)")))
          .isEqualTo(ErrorKind.READ_ONLY);
    }
    Files.write(folder.resolve("text.mv.db"), "not a database, ".repeat(1000).getBytes("UTF-8"));
    assertThat(kindOf(() ->
            DriverManager.getConnection("jdbc:h2:" + folder.resolve("text")).close()))
        .isIn(ErrorKind.DAMAGED, ErrorKind.NOT_A_DATABASE);
  }

  @ParameterizedTest
  @CsvSource({
    "HYT00, BUSY",
    "90020, BUSY",
    "90135, BUSY",
    "40001, CONFLICT",
    "90131, CONFLICT",
    "57014, CANCELLED",
    "23505, DUPLICATE_KEY",
    "42S01, ALREADY_EXISTS",
    "42S11, ALREADY_EXISTS",
    "42S21, OTHER",
    "90033, ALREADY_EXISTS",
    "90035, ALREADY_EXISTS",
    "90038, ALREADY_EXISTS",
    "90041, ALREADY_EXISTS",
    "90045, ALREADY_EXISTS",
    "90069, ALREADY_EXISTS",
    "90076, ALREADY_EXISTS",
    "90078, ALREADY_EXISTS",
    "90114, ALREADY_EXISTS",
    "90119, ALREADY_EXISTS",
    "42S03, NO_SUCH_TABLE",
    "90030, DAMAGED",
    "90049, NOT_A_DATABASE",
    "28000, CANNOT_OPEN",
    "90149, CANNOT_OPEN",
    "90096, MISSING_PRIVILEGE",
    "90040, MISSING_PRIVILEGE",
    "90134, MISSING_PRIVILEGE",
    "90097, READ_ONLY",
    "90067, CONNECTION_LOST",
    "42001, OTHER"
  })
  void a_state_says_what_an_error_means_whatever_its_text(String state, ErrorKind kind) {
    SQLException error = new SQLException("Table already exists", state);

    assertThat(dialect.classify(error)).isEqualTo(kind);
    assertThat(dialect.classify(new SQLException("pool says so", error))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "90096 | \"PUBLIC.T\" | SELECT * FROM t | SELECT on PUBLIC.T",
        "90096 | \"PUBLIC.T\" | INSERT INTO t VALUES (1) | INSERT on PUBLIC.T",
        "90096 | \"PUBLIC.\"\"a b\"\"\" | DELETE FROM \"a b\" | DELETE on PUBLIC.\"a b\"",
        "90096 | \"PUBLIC.T\" | ~~ | access to PUBLIC.T",
        "90096 | \"PUBLIC.T\" | ALTER TABLE t ADD a INT | ownership of schema PUBLIC, or ALTER ANY SCHEMA",
        "90096 | \"PUBLIC.T\" | CREATE INDEX i ON t (a) | ownership of schema PUBLIC, or ALTER ANY SCHEMA",
        "90096 | \"PUBLIC.T\" | CREATE VIEW v AS SELECT * FROM t | SELECT on PUBLIC.T",
        "90096 | \"CREW\" | CREATE TABLE crew.t (a INT) | ownership of schema CREW, or ALTER ANY SCHEMA",
        "90096 | nothing | ~~ | a right that the server describes so: Not enough rights for object nothing"
            + " [90096-252]",
        "90040 | nothing | ~~ | the rights of an administrator (ALTER USER … ADMIN TRUE)"
      })
  void a_missing_privilege_comes_from_the_object_and_the_statement(
      String state, String object, String sql, String privilege) {
    SQLException error = new SQLException(
        "Not enough rights for object " + object + "; SQL statement:\n'secret' [90096-252]", state);

    assertThat(dialect.missingPrivilege(error, sql)).contains(privilege);
    assertThat(dialect.missingPrivilege(new SQLException("wrapped", error), sql))
        .contains(privilege);
  }

  @Test
  void other_errors_miss_no_privilege() {
    assertThat(dialect.missingPrivilege(new SQLException("Not enough rights", "42001"), ""))
        .isEmpty();
  }
}
