package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table from PostgreSQL's own catalogue. Only the current schema counts: the first one of
 * the search path that is there, in which a new table would be made.
 */
final class PostgresInspection {
  /** The table whose name is the argument; it may be partitioned. */
  private static final String TABLE = "pg_catalog.pg_class AS t JOIN pg_catalog.pg_namespace AS n"
      + " ON n.oid = t.relnamespace AND n.nspname = pg_catalog.current_schema()"
      + " AND t.relkind IN ('r', 'p') AND t.relname = ?";

  private PostgresInspection() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#readTable}. */
  static Optional<Table> readTable(Connection connection, String name) throws SQLException {
    List<FoundColumn> found = readColumns(connection, name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<FoundKeys.Part> keys = readKeys(connection, name);
    List<String> primaryKey = FoundKeys.primaryKey(keys);
    List<Column> columns = found.stream()
        .filter(FoundColumn::isThere)
        .map(column -> column.toColumn(!primaryKey.isEmpty()))
        .toList();
    return Optional.of(new Table(
        name,
        columns,
        primaryKey,
        FoundKeys.uniqueKeys(keys),
        FoundKeys.foreignKeys(readReferences(connection, name))));
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readIndexes}. */
  static List<Index> readIndexes(Connection connection, String table) throws SQLException {
    return FoundKeys.indexes(readKeys(connection, table), table);
  }

  /** A column as PostgreSQL tells it; without a name for a table that has none. */
  private record FoundColumn(
      String name,
      String type,
      boolean notNull,
      boolean identity,
      boolean computed,
      String defaultSql) {

    boolean isThere() {
      return !name.isEmpty();
    }

    /** The database's numbering makes a column an identity only in a table that has a key. */
    Column toColumn(boolean tableHasKey) {
      ColumnType columnType = PostgresTypes.parse(type);
      boolean numbered =
          tableHasKey && (identity || (!computed && PostgresDefaults.isSequence(defaultSql)));
      Optional<DefaultValue> value =
          computed || numbered ? Optional.empty() : PostgresDefaults.parse(defaultSql, columnType);
      return new Column(
          name,
          columnType,
          notNull ? Column.Nullability.NOT_NULL : Column.Nullability.NULLABLE,
          computed
              ? Column.Generation.COMPUTED
              : numbered ? Column.Generation.IDENTITY : Column.Generation.NONE,
          value,
          Column.Tolerance.NONE);
    }
  }

  private static List<FoundColumn> readColumns(Connection connection, String table)
      throws SQLException {
    String sql = "SELECT coalesce(a.attname, ''),"
        + " coalesce(pg_catalog.format_type(a.atttypid, a.atttypmod), ''),"
        + " a.attnotnull, a.attidentity <> '', a.attgenerated <> '',"
        + " coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), '')"
        + " FROM " + TABLE
        + " LEFT JOIN pg_catalog.pg_attribute AS a"
        + " ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped"
        + " LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = t.oid AND d.adnum = a.attnum"
        + " ORDER BY a.attnum";
    return PostgresRows.all(
        connection,
        sql,
        row -> new FoundColumn(
            row.getString(1),
            row.getString(2),
            row.getBoolean(3),
            row.getBoolean(4),
            row.getBoolean(5),
            row.getString(6)),
        table);
  }

  /** An index that is not valid, as CONCURRENTLY leaves it when it fails, keeps no promise. */
  private static List<FoundKeys.Part> readKeys(Connection connection, String table)
      throws SQLException {
    String sql = "SELECT i.relname, x.indisprimary, x.indisunique, x.indpred IS NOT NULL,"
        + " EXISTS (SELECT 1 FROM pg_catalog.pg_constraint AS k WHERE k.conindid = x.indexrelid"
        + " AND k.conrelid = t.oid AND k.contype IN ('p', 'u', 'x')),"
        + " coalesce(a.attname,"
        + " '(' || pg_catalog.pg_get_indexdef(x.indexrelid, part.place::integer, true) || ')')"
        + " FROM " + TABLE
        + " JOIN pg_catalog.pg_index AS x ON x.indrelid = t.oid AND x.indisvalid"
        + " JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid"
        + " CROSS JOIN LATERAL unnest(x.indkey::smallint[]) WITH ORDINALITY AS part (attnum, place)"
        + " LEFT JOIN pg_catalog.pg_attribute AS a"
        + " ON a.attrelid = t.oid AND a.attnum = part.attnum AND part.attnum <> 0"
        + " WHERE part.place <= x.indnkeyatts"
        + " ORDER BY i.oid, part.place";
    return PostgresRows.all(connection, sql, PostgresInspection::readKeyPart, table);
  }

  private static FoundKeys.Part readKeyPart(ResultSet row) throws SQLException {
    boolean primary = row.getBoolean(2);
    boolean unique = row.getBoolean(3);
    boolean partial = row.getBoolean(4);
    boolean ofKey = row.getBoolean(5);
    return new FoundKeys.Part(
        row.getString(1),
        primary ? FoundKeys.Role.PRIMARY_KEY : ofKey ? FoundKeys.Role.KEY : FoundKeys.Role.INDEX,
        partial
            ? Index.Uniqueness.PARTIAL
            : unique ? Index.Uniqueness.UNIQUE : Index.Uniqueness.NOT_UNIQUE,
        row.getString(6));
  }

  /** A reference to a partitioned table has others below it, one a partition, which say no more. */
  private static List<FoundKeys.Reference> readReferences(Connection connection, String table)
      throws SQLException {
    String sql = "SELECT k.oid, a.attname,"
        + " CASE WHEN p.relnamespace = t.relnamespace THEN p.relname::text"
        + " ELSE pn.nspname || '.' || p.relname END,"
        + " pa.attname, k.confdeltype, k.confupdtype"
        + " FROM " + TABLE
        + " JOIN pg_catalog.pg_constraint AS k ON k.conrelid = t.oid AND k.contype = 'f'"
        + " JOIN pg_catalog.pg_class AS p ON p.oid = k.confrelid"
        + " JOIN pg_catalog.pg_namespace AS pn ON pn.oid = p.relnamespace"
        + " CROSS JOIN LATERAL unnest(k.conkey, k.confkey)"
        + " WITH ORDINALITY AS part (attnum, target, place)"
        + " JOIN pg_catalog.pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = part.attnum"
        + " JOIN pg_catalog.pg_attribute AS pa ON pa.attrelid = p.oid AND pa.attnum = part.target"
        + " WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint AS above"
        + " WHERE above.oid = k.conparentid AND above.conrelid = k.conrelid)"
        + " ORDER BY k.oid, part.place";
    return PostgresRows.all(
        connection,
        sql,
        row -> new FoundKeys.Reference(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            action(row.getString(5)),
            action(row.getString(6))),
        table);
  }

  private static ForeignKey.Action action(String letter) {
    return switch (letter) {
      case "r" -> ForeignKey.Action.RESTRICT;
      case "c" -> ForeignKey.Action.CASCADE;
      case "n" -> ForeignKey.Action.SET_NULL;
      case "d" -> ForeignKey.Action.SET_DEFAULT;
      default -> ForeignKey.Action.NO_ACTION;
    };
  }
}
