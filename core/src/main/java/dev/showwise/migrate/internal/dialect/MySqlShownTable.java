package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Kind;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.DefaultValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What only SHOW CREATE TABLE tells: the first releases of MySQL 8 keep the default of a large
 * column from INFORMATION_SCHEMA.
 */
final class MySqlShownTable {
  private MySqlShownTable() {}

  /** The same columns; those without a default get the one that the server shows. */
  static List<Column> withDefaults(Connection connection, String table, List<Column> columns)
      throws SQLException {
    List<Token> shown = MySqlTokenizer.tokens(definition(connection, table));
    return columns.stream().map(column -> withDefault(column, shown)).toList();
  }

  /** The statement that would make the table. */
  static String definition(Connection connection, String table) throws SQLException {
    String sql = "SHOW CREATE TABLE " + MySqlDdl.quote(table);
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getString(2) : "";
    }
  }

  private static Column withDefault(Column column, List<Token> shown) {
    Optional<DefaultValue> value =
        column.defaultValue().isPresent() ? column.defaultValue() : defaultOf(column.name(), shown);
    return new Column(
        column.name(),
        column.type(),
        column.nullability(),
        column.generation(),
        value,
        column.tolerance());
  }

  private static Optional<DefaultValue> defaultOf(String column, List<Token> shown) {
    int depth = 0;
    boolean inColumn = false;
    for (int i = 1; i < shown.size(); i++) {
      Token token = shown.get(i);
      Token before = shown.get(i - 1);
      if (before.kind() == Kind.OPEN) {
        depth++;
      } else if (before.kind() == Kind.CLOSE) {
        depth--;
      }
      boolean first = depth == 1 && (before.kind() == Kind.OPEN || before.is(','));
      if (first) {
        inColumn = token.kind() == Kind.QUOTED && token.unquoted().equals(column);
      }
      if (inColumn && depth == 1 && before.is("DEFAULT") && token.kind() == Kind.OPEN) {
        int end = MySqlTokenizer.closing(shown, i);
        return end < 0
            ? Optional.empty()
            : MySqlDefaults.parse(
                token.sql().substring(token.start(), shown.get(end).end()));
      }
    }
    return Optional.empty();
  }
}
