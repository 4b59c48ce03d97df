package dev.showwise.migrate;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.Index.index;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLossTest {
  private static final SchemaChange CREATE =
      createTable(table("odd \"name\"").column(column("id", integer()).identity()));
  private static final SchemaChange ADD = addColumn("user", column("shoe size", text()));

  @Test
  void the_rows_of_created_tables_and_the_values_in_added_columns_are_counted(@TempDir Path folder)
      throws SQLException {
    DataLoss loss = ofReverting(
        folder,
        List.of(CREATE, ADD, createIndex(index("i", "user", "id"))),
        "CREATE TABLE \"odd \"\"name\"\"\" (id INTEGER PRIMARY KEY)",
        "INSERT INTO \"odd \"\"name\"\"\" VALUES (1), (2), (3)",
        "CREATE TABLE user (id INTEGER PRIMARY KEY, \"shoe size\" TEXT)",
        "INSERT INTO user VALUES (1, '43'), (2, NULL), (3, '')");

    assertThat(loss.items())
        .containsExactly(
            new DataLoss.Item("odd \"name\"", "", 3), new DataLoss.Item("user", "shoe size", 2));
    assertThat(loss.rows()).isEqualTo(5);
  }

  @Test
  void an_empty_place_is_listed_with_zero(@TempDir Path folder) throws SQLException {
    DataLoss loss = ofReverting(
        folder, List.of(CREATE), "CREATE TABLE \"odd \"\"name\"\"\" (id INTEGER PRIMARY KEY)");

    assertThat(loss.items()).containsExactly(new DataLoss.Item("odd \"name\"", "", 0));
    assertThat(loss.rows()).isZero();
  }

  @Test
  void what_is_not_there_cannot_be_lost(@TempDir Path folder) throws SQLException {
    assertThat(ofReverting(folder, List.of(CREATE, ADD), "CREATE TABLE user (id INTEGER)"))
        .isEqualTo(DataLoss.NONE);
  }

  @Test
  void more_in_any_one_place_than_agreed_is_too_much_whatever_the_sum_is() {
    DataLoss agreed = loss(new DataLoss.Item("a", "", 3), new DataLoss.Item("b", "", 3));

    assertThat(agreed.exceeds(agreed)).isFalse();
    assertThat(loss(new DataLoss.Item("a", "", 2)).exceeds(agreed)).isFalse();
    assertThat(DataLoss.NONE.exceeds(agreed)).isFalse();
    assertThat(
            loss(new DataLoss.Item("a", "", 4), new DataLoss.Item("b", "", 0)).exceeds(agreed))
        .isTrue();
    assertThat(loss(new DataLoss.Item("c", "", 1)).exceeds(agreed)).isTrue();
    assertThat(loss(new DataLoss.Item("c", "", 0)).exceeds(agreed)).isFalse();
    assertThat(loss(new DataLoss.Item("a", "x", 1)).exceeds(agreed)).isTrue();
    assertThat(agreed.exceeds(DataLoss.NONE)).isTrue();
  }

  @Test
  void each_place_is_told_in_words() {
    assertThat(new DataLoss.Item("two_factor_auth", "", 3))
        .hasToString("table two_factor_auth: 3 rows");
    assertThat(new DataLoss.Item("two_factor_auth", "", 1))
        .hasToString("table two_factor_auth: 1 row");
    assertThat(new DataLoss.Item("user", "is_cast", 2))
        .hasToString("column user.is_cast: values in 2 rows");
    assertThat(new DataLoss.Item("user", "is_cast", 1))
        .hasToString("column user.is_cast: values in 1 row");
  }

  private static DataLoss loss(DataLoss.Item... items) {
    return new DataLoss(List.of(items));
  }

  private static DataLoss ofReverting(Path folder, List<SchemaChange> changes, String... setUp)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
        Statement statement = connection.createStatement()) {
      for (String sql : setUp) {
        statement.executeUpdate(sql);
      }
      return DataLoss.ofReverting(changes, new View(statement));
    }
  }

  /** As much of a view as counting needs. */
  private record View(Statement statement) implements DatabaseView {
    @Override
    public Schema schema() {
      try {
        Schema schema = mock(Schema.class);
        when(schema.hasTable(anyString()))
            .thenAnswer(call -> columns(call.getArgument(0)).size() > 0);
        when(schema.hasColumn(anyString(), anyString()))
            .thenAnswer(call -> columns(call.getArgument(0)).contains(call.getArgument(1)));
        return schema;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private List<String> columns(String table) throws SQLException {
      return query("SELECT name FROM pragma_table_info('" + table + "')", row -> row.getString(1));
    }

    @Override
    public DialectFacts dialect() {
      DialectFacts facts = mock(DialectFacts.class);
      when(facts.quote(anyString()))
          .thenAnswer(call -> '"' + call.<String>getArgument(0).replace("\"", "\"\"") + '"');
      return facts;
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, Object... arguments)
        throws SQLException {
      List<T> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          values.add(mapper.map(rows));
        }
      }
      return values;
    }
  }
}
