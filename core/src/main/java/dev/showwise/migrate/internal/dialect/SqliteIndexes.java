package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.internal.dialect.Tokenizer.Kind;
import dev.showwise.migrate.internal.dialect.Tokenizer.Token;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.UniqueKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the indexes of a table: those that somebody made, and those behind its keys. */
final class SqliteIndexes {
  private static final int EXPRESSION = -2;

  private SqliteIndexes() {}

  /** An index as SQLite tells it. */
  record Found(
      String name,
      String table,
      String origin,
      boolean unique,
      boolean partial,
      List<String> columns) {

    /** Whether it stands behind the primary key. */
    boolean isOfPrimaryKey() {
      return origin.equals("pk");
    }

    /** Whether somebody made it as an index. */
    boolean isMade() {
      return origin.equals("c");
    }

    /** Whether it keeps all rows different in plain columns. */
    boolean isUniqueKey() {
      return unique
          && !partial
          && !isOfPrimaryKey()
          && columns.stream().noneMatch(column -> column.startsWith("("));
    }

    /** As a key; SQLite does not tell the name of a constraint. */
    UniqueKey toUniqueKey() {
      return new UniqueKey(isMade() ? name : "", columns);
    }

    Index toIndex() {
      Index.Uniqueness uniqueness = partial
          ? Index.Uniqueness.PARTIAL
          : unique ? Index.Uniqueness.UNIQUE : Index.Uniqueness.NOT_UNIQUE;
      return new Index(name, table, columns, uniqueness);
    }
  }

  /** All indexes of a table, in the order in which they were made. */
  static List<Found> read(Connection connection, String table) throws SQLException {
    String sql =
        "SELECT l.name, l.origin, l.\"unique\", l.partial, x.cid, x.name, coalesce(s.tbl_name, ''), s.sql"
            + " FROM pragma_index_list(?, 'main') AS l"
            + " JOIN pragma_index_xinfo(l.name, 'main') AS x"
            + " LEFT JOIN main.sqlite_schema AS s ON s.type = 'index' AND s.name = l.name"
            + " WHERE x.\"key\" = 1 ORDER BY l.seq DESC, x.seqno";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        Map<String, Found> found = new LinkedHashMap<>();
        while (rows.next()) {
          Found index = found.get(rows.getString(1));
          if (index == null) {
            index = new Found(
                rows.getString(1),
                rows.getString(7),
                rows.getString(2),
                rows.getBoolean(3),
                rows.getBoolean(4),
                new ArrayList<>());
            found.put(index.name(), index);
          }
          int place = index.columns().size();
          index
              .columns()
              .add(
                  rows.getInt(5) == EXPRESSION
                      ? expression(rows.getString(8), place)
                      : column(rows));
        }
        return List.copyOf(found.values());
      }
    }
  }

  private static String column(ResultSet rows) throws SQLException {
    String name = rows.getString(6);
    return name == null ? "rowid" : name;
  }

  /** SQLite tells an expression only as a part of the statement that made the index. */
  private static String expression(String createIndex, int place) {
    List<Token> tokens = SqliteTokenizer.tokens(createIndex);
    int open = 0;
    while (open < tokens.size() && tokens.get(open).kind() != Kind.OPEN) {
      open++;
    }
    int close = Tokens.closing(tokens, open);
    int start = open + 1;
    int depth = 0;
    int seen = 0;
    for (int i = open + 1; i <= close; i++) {
      Token token = tokens.get(i);
      if (depth == 0 && (i == close || token.is(','))) {
        if (seen == place && i > start) {
          return "("
              + createIndex.substring(
                  tokens.get(start).start(), tokens.get(i - 1).end())
              + ")";
        }
        seen++;
        start = i + 1;
      } else if (token.kind() == Kind.OPEN) {
        depth++;
      } else if (token.kind() == Kind.CLOSE) {
        depth--;
      }
    }
    return "(expression)";
  }
}
