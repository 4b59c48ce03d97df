package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ForeignKey;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads the indexes of a table.
 *
 * <p>InnoDB makes an index for each foreign key that has none, named after the constraint or its
 * first column, and lets go of it as soon as somebody makes one of his own. Such an index came with
 * its key and is not told as one that was made; otherwise a declared index on the same column would
 * never be created under its name. Nothing in the catalogue tells it from one that somebody made
 * under that very name, but the comment that {@link MySqlDdl} writes then.
 */
final class MySqlIndexes {
  private MySqlIndexes() {}

  /** An index as the server tells it. */
  record Found(String name, String table, boolean unique, String comment, List<String> columns) {

    boolean isPrimaryKey() {
      return name.equals("PRIMARY");
    }

    /** Whether it keeps all rows different in whole plain columns. */
    boolean isUniqueKey() {
      return unique
          && !isPrimaryKey()
          && columns.stream().noneMatch(column -> column.startsWith("("));
    }

    UniqueKey toUniqueKey() {
      return new UniqueKey(name, columns);
    }

    Index toIndex() {
      return new Index(
          name, table, columns, unique ? Index.Uniqueness.UNIQUE : Index.Uniqueness.NOT_UNIQUE);
    }

    /** Whether the server made it for one of these references. */
    boolean cameWith(Map<String, ForeignKey> references) {
      if (unique || !comment.isEmpty()) {
        return false;
      }
      return references.entrySet().stream().anyMatch(reference -> {
        boolean itsName = name.equals(reference.getKey()) || name.equalsIgnoreCase(columns.get(0));
        return itsName && columns.equals(reference.getValue().columns());
      });
    }
  }

  /** All indexes of the table that is spelled so, the primary key's too, by name. */
  static List<Found> read(Connection connection, String table, MySqlProduct product)
      throws SQLException {
    String sql =
        "SELECT INDEX_NAME, NON_UNIQUE, COALESCE(INDEX_COMMENT, ''), COLUMN_NAME, SUB_PART,"
            + " INDEX_TYPE, " + product.indexExpression() + " FROM INFORMATION_SCHEMA.STATISTICS"
            + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?"
            + " ORDER BY INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        Map<String, Found> found = new LinkedHashMap<>();
        while (rows.next()) {
          String name = rows.getString(1);
          Found index = found.get(name);
          if (index == null) {
            boolean unique = rows.getInt(2) == 0;
            index = new Found(name, table, unique, rows.getString(3), new ArrayList<>());
            found.put(name, index);
          }
          index.columns().add(part(rows));
        }
        return List.copyOf(found.values());
      }
    }
  }

  /** In parentheses what is no whole plain column, or serves another purpose than finding values. */
  private static String part(ResultSet rows) throws SQLException {
    @Nullable String column = rows.getString(4);
    if (column == null) {
      return "(" + rows.getString(7) + ")";
    }
    String type = rows.getString(6);
    if (!type.equals("BTREE") && !type.equals("HASH")) {
      return "(" + type + " " + column + ")";
    }
    @Nullable String characters = rows.getString(5);
    return characters == null ? column : "(" + column + "(" + characters + "))";
  }
}
