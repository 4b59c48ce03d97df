package dev.showwise.migrate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteUrlTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.db",
        "question?mode=memory.db",
        "hash#x.db",
        "percent%20x.db",
        "it's.db",
        "quote\".db",
        "a&b=c.db",
        "plus+.db",
        "semi;colon.db",
        "back\\slash.db",
        ":memory:",
        "-dash.db",
        "résumé €.db",
        "大道具.db",
        "line\nend.db"
      })
  void a_file_of_any_name_is_the_file_that_is_opened(String name) throws SQLException {
    String letters = System.getProperty("sun.jnu.encoding");
    assumeTrue(letters == null || Charset.forName(letters).newEncoder().canEncode(name));
    Path file = folder.resolve(name);

    try (OpenedDatabase opened = OpenedDatabase.open(
        new DatabaseAddress.SqliteFileAddress(file, ""), Access.CREATE, Databases.plainly())) {
      try (Connection connection = opened.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (a)");
      }
    }

    assertThat(folder.toFile().list()).containsExactly(name);
    assertThat(Databases.number(file, "SELECT COUNT(*) FROM sqlite_master")).isEqualTo(1);
  }

  @Test
  void parameters_of_the_url_reach_the_driver_of_one_who_writes() throws SQLException {
    Path file = folder.resolve("crew.db");
    Databases.execute(file, "CREATE TABLE t (a)");

    try (OpenedDatabase opened = OpenedDatabase.open(
            new DatabaseAddress.SqliteFileAddress(file, "foreign_keys=on"),
            Access.WRITE,
            Databases.plainly());
        Connection connection = opened.dataSource().getConnection()) {
      assertThat(Databases.number(connection, "PRAGMA foreign_keys")).isEqualTo(1);
    }
  }
}
