package dev.showwise.migrate.internal.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.internal.dialect.SqliteDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows as fingerprints, compared before and after a statement. */
class TableContentTest {
  @TempDir
  Path folder;

  private Connection connection;

  @BeforeEach
  void makeATable() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("t.db"));
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name, amount)");
    execute("INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2.5), (3, NULL, x'00'), (4, '', NULL)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private TableContent content(List<String> key) throws SQLException {
    return new ContentReader(connection, new SqliteDialect())
        .read("t", List.of("id", "name", "amount"), 3, key);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      UPDATE t SET name = name                  | 0 | 0
      UPDATE t SET amount = 1.0 WHERE id = 1    | 0 | 0
      UPDATE t SET amount = '1' WHERE id = 1    | 0 | 1
      UPDATE t SET name = 'x' WHERE id IN (1,2) | 0 | 2
      UPDATE t SET name = '' WHERE id = 3       | 0 | 1
      UPDATE t SET amount = '' WHERE id = 3     | 0 | 1
      UPDATE t SET name = NULL WHERE id = 4     | 0 | 1
      DELETE FROM t WHERE id > 2                | 2 | 2
      UPDATE t SET id = 9 WHERE id = 2          | 1 | 1
      INSERT INTO t VALUES (7, 'a', 1)          | 0 | 0
      UPDATE t SET name = amount, amount = name | 0 | 4
      """)
  void what_is_not_there_any_more_is_counted(String sql, long keys, long rows) throws SQLException {
    TableContent before = content(List.of("id"));

    execute(sql);

    TableContent after = content(List.of("id"));
    assertThat(before.keysMissingIn(after)).isEqualTo(OptionalLong.of(keys));
    assertThat(before.rowsMissingIn(after)).isEqualTo(OptionalLong.of(rows));
  }

  @Test
  void without_a_key_rows_alone_are_compared() throws SQLException {
    TableContent before = content(List.of());

    execute("DELETE FROM t WHERE id = 1");

    assertThat(before.keysMissingIn(content(List.of()))).isEmpty();
    assertThat(before.rowsMissingIn(content(List.of()))).isEqualTo(OptionalLong.of(1));
  }

  @Test
  void values_that_changed_places_among_rows_are_seen_in_their_column() throws SQLException {
    TableContent before = content(List.of("id"));

    execute("UPDATE t SET name = CASE id WHEN 1 THEN 'b' WHEN 2 THEN 'a' ELSE name END");

    assertThat(content(List.of("id")).column("name")).isNotEqualTo(before.column("name"));
    assertThat(content(List.of("id")).column("amount")).isEqualTo(before.column("amount"));
    assertThat(before.column("name").orElseThrow().values()).isEqualTo(3);
  }
}
