package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Table;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table of the current schema from INFORMATION_SCHEMA. All words are in upper case, so that
 * they are found in a database that keeps the case of bare names, too.
 */
final class H2Inspection {
  /** The first release of H2 2 that tells a missing action from RESTRICT. */
  private static final int TELLS_ACTIONS = 4;

  private H2Inspection() {}

  /**
   * The name under which the database has a table: the one that the name means in a statement, else
   * the same name in another case.
   */
  static Optional<String> spelling(Connection connection, String name) throws SQLException {
    String sql = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
        + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND TABLE_TYPE = 'BASE TABLE'"
        + " AND UPPER(TABLE_NAME) = UPPER(?)"
        + " ORDER BY TABLE_NAME = ? DESC, TABLE_NAME = ? DESC, TABLE_NAME";
    String meant = H2Ddl.spelled(name, connection.getMetaData());
    return Rows.first(connection, sql, row -> row.getString(1), name, meant, name);
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readTable}. */
  static Optional<Table> readTable(Connection connection, String name) throws SQLException {
    Optional<String> spelled = spelling(connection, name);
    return spelled.isEmpty() ? Optional.empty() : Optional.of(read(connection, spelled.get()));
  }

  private static Table read(Connection connection, String name) throws SQLException {
    List<FoundKeys.Part> keys = readKeys(connection, name);
    List<String> primaryKey = FoundKeys.primaryKey(keys);
    return new Table(
        name,
        readColumns(connection, name, primaryKey),
        primaryKey,
        FoundKeys.uniqueKeys(keys),
        FoundKeys.foreignKeys(readReferences(connection, name)));
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readIndexes}. */
  static List<Index> readIndexes(Connection connection, String table) throws SQLException {
    Optional<String> spelled = spelling(connection, table);
    return spelled.isEmpty()
        ? List.of()
        : FoundKeys.indexes(readKeys(connection, spelled.get()), spelled.get());
  }

  private static List<Column> readColumns(
      Connection connection, String table, List<String> primaryKey) throws SQLException {
    String sql = "SELECT COLUMN_NAME, DATA_TYPE || COALESCE(CASE"
        + " WHEN DATA_TYPE IN ('NUMERIC', 'DECIMAL')"
        + " THEN '(' || NUMERIC_PRECISION || ', ' || NUMERIC_SCALE || ')'"
        + " WHEN DATA_TYPE = 'DECFLOAT' THEN '(' || NUMERIC_PRECISION || ')'"
        + " WHEN DATA_TYPE LIKE '%LARGE OBJECT' THEN ''"
        + " WHEN DATA_TYPE = 'TIMESTAMP' THEN '(' || DATETIME_PRECISION || ')'"
        + " ELSE '(' || CHARACTER_MAXIMUM_LENGTH || ')' END, ''),"
        + " IS_NULLABLE = 'NO', IS_IDENTITY = 'YES', IS_GENERATED = 'ALWAYS',"
        + " COALESCE(COLUMN_DEFAULT, '')"
        + " FROM INFORMATION_SCHEMA.COLUMNS"
        + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
    return Rows.all(connection, sql, row -> readColumn(row, !primaryKey.isEmpty()), table);
  }

  /** The database's numbering makes a column an identity only in a table that has a key. */
  private static Column readColumn(ResultSet row, boolean tableHasKey) throws SQLException {
    ColumnType type = H2Types.parse(row.getString(2));
    boolean identity = row.getBoolean(4) && tableHasKey;
    boolean computed = row.getBoolean(5);
    Optional<DefaultValue> value =
        computed || identity ? Optional.empty() : H2Defaults.parse(row.getString(6), type);
    return new Column(
        row.getString(1),
        type,
        row.getBoolean(3) ? Column.Nullability.NOT_NULL : Column.Nullability.NULLABLE,
        computed
            ? Column.Generation.COMPUTED
            : identity ? Column.Generation.IDENTITY : Column.Generation.NONE,
        value,
        Column.Tolerance.NONE);
  }

  private static List<FoundKeys.Part> readKeys(Connection connection, String table)
      throws SQLException {
    String sql = "SELECT C.CONSTRAINT_NAME, C.CONSTRAINT_TYPE, K.COLUMN_NAME, K.ORDINAL_POSITION"
        + " FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS AS C"
        + " JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE AS K"
        + " ON K.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = C.CONSTRAINT_NAME"
        + " WHERE C.TABLE_SCHEMA = CURRENT_SCHEMA AND C.TABLE_NAME = ?"
        + " AND C.CONSTRAINT_TYPE IN ('PRIMARY KEY', 'UNIQUE')"
        + " UNION ALL SELECT I.INDEX_NAME, I.INDEX_TYPE_NAME || ' made', P.COLUMN_NAME,"
        + " P.ORDINAL_POSITION FROM INFORMATION_SCHEMA.INDEXES AS I"
        + " JOIN INFORMATION_SCHEMA.INDEX_COLUMNS AS P"
        + " ON P.INDEX_SCHEMA = I.INDEX_SCHEMA AND P.INDEX_NAME = I.INDEX_NAME"
        + " WHERE I.TABLE_SCHEMA = CURRENT_SCHEMA AND I.TABLE_NAME = ? AND NOT I.IS_GENERATED"
        + " ORDER BY 1, 2, 4";
    return Rows.all(connection, sql, H2Inspection::readKeyPart, table, table);
  }

  private static FoundKeys.Part readKeyPart(ResultSet row) throws SQLException {
    String type = row.getString(2);
    FoundKeys.Role role = type.endsWith(" made")
        ? FoundKeys.Role.INDEX
        : type.equals("UNIQUE") ? FoundKeys.Role.KEY : FoundKeys.Role.PRIMARY_KEY;
    boolean unique = type.startsWith("UNIQUE") || role == FoundKeys.Role.PRIMARY_KEY;
    return new FoundKeys.Part(
        row.getString(1),
        role,
        unique ? Index.Uniqueness.UNIQUE : Index.Uniqueness.NOT_UNIQUE,
        row.getString(3));
  }

  private static List<FoundKeys.Reference> readReferences(Connection connection, String table)
      throws SQLException {
    String sql =
        "SELECT C.CONSTRAINT_NAME, K.COLUMN_NAME, CASE WHEN P.TABLE_SCHEMA = CURRENT_SCHEMA"
            + " THEN P.TABLE_NAME ELSE P.TABLE_SCHEMA || '.' || P.TABLE_NAME END,"
            + " P.COLUMN_NAME, R.DELETE_RULE, R.UPDATE_RULE"
            + " FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS AS C"
            + " JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS AS R"
            + " ON R.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND R.CONSTRAINT_NAME = C.CONSTRAINT_NAME"
            + " JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE AS K"
            + " ON K.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = C.CONSTRAINT_NAME"
            + " JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE AS P"
            + " ON P.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA"
            + " AND P.CONSTRAINT_NAME = R.UNIQUE_CONSTRAINT_NAME"
            + " AND P.ORDINAL_POSITION = K.POSITION_IN_UNIQUE_CONSTRAINT"
            + " WHERE C.TABLE_SCHEMA = CURRENT_SCHEMA AND C.TABLE_NAME = ?"
            + " ORDER BY 1, K.ORDINAL_POSITION";
    boolean tellsActions = tellsActions(connection.getMetaData());
    return Rows.all(
        connection,
        sql,
        row -> new FoundKeys.Reference(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            action(row.getString(5), tellsActions),
            action(row.getString(6), tellsActions)),
        table);
  }

  private static boolean tellsActions(DatabaseMetaData metaData) throws SQLException {
    return metaData.getDatabaseMajorVersion() > 2
        || metaData.getDatabaseMinorVersion() >= TELLS_ACTIONS;
  }

  /** To H2, RESTRICT and no action are the same: it defers no check to the commit. */
  private static ForeignKey.Action action(String rule, boolean tellsActions) {
    ForeignKey.Action action = ForeignKey.Action.valueOf(rule.replace(' ', '_'));
    return action == ForeignKey.Action.RESTRICT && !tellsActions
        ? ForeignKey.Action.NO_ACTION
        : action;
  }
}
