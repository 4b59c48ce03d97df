package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.spi.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * A database of a test, with the few words that tests need.
 *
 * @param url where another process finds it
 * @param user who may do everything there, with the empty password
 */
record TestDatabase(DataSource dataSource, Dialect dialect, String url, String user) {
  TestDatabase(SQLiteDataSource source) {
    this(source, new SqliteDialect(), source.getUrl(), "");
  }

  private interface Look<T> {
    T at(Connection connection) throws SQLException;
  }

  private <T> T look(Look<T> look) {
    try (Connection connection = dataSource.getConnection()) {
      return look.at(connection);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  void execute(String... statements) {
    look(connection -> {
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.executeUpdate(sql);
        }
        return statements;
      }
    });
  }

  /** Makes a change of the schema behind the engine's back, in the product's own words. */
  void make(SchemaChange change) {
    execute(dialect.statements(change).toArray(String[]::new));
  }

  List<String> rows(String sql) {
    return look(connection -> {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            values.add(result.getString(i));
          }
          rows.add(String.join("|", values));
        }
        return rows;
      }
    });
  }

  String value(String sql) {
    return rows(sql).get(0);
  }

  /** The names of all tables, in order. */
  List<String> tables() {
    return look(dialect::tableNames).stream()
        .map(dialect::normalizeName)
        .sorted()
        .toList();
  }

  boolean hasTable(String name) {
    return look(connection -> dialect.kindOf(connection, name))
        .equals(java.util.Optional.of("table"));
  }

  /** The names of all that is in the schema: tables, indexes, views. */
  List<String> objects() {
    return look(dialect::readObjects).stream().map(SchemaObject::name).toList();
  }

  /** What the history says became of each attempt, without the rows of its beginning and its steps. */
  List<String> events() {
    return entries("WHERE event NOT IN ('STARTED', 'STEP')");
  }

  /** Every row of the history: {@code people STARTED}. */
  List<String> allEvents() {
    return entries("");
  }

  private List<String> entries(String which) {
    return rows("SELECT name, event FROM migration_history " + which + " ORDER BY seq").stream()
        .map(row -> row.replace('|', ' '))
        .toList();
  }
}
