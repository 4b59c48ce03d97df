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
      assertThat(kindOf(() -> db.execute("CREATE TABLE t (id INT)"))).isEqualTo(ErrorKind.OTHER);
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
}
