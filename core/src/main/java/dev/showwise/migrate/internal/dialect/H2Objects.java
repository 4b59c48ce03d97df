package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the objects of the current schema. */
final class H2Objects {
  private static final String OBJECTS =
      "SELECT CASE TABLE_TYPE WHEN 'BASE TABLE' THEN 'table' ELSE LOWER(TABLE_TYPE) END AS KIND,"
          + " TABLE_NAME AS NAME, TABLE_NAME AS OWNER, '' AS DEFINITION, 1 AS PLACE"
          + " FROM INFORMATION_SCHEMA.TABLES"
          + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND TABLE_TYPE <> 'VIEW'"
          + " UNION ALL SELECT 'sequence', SEQUENCE_NAME, SEQUENCE_NAME, '', 2"
          + " FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA = CURRENT_SCHEMA"
          + " UNION ALL SELECT 'index', INDEX_NAME, TABLE_NAME, '', 3"
          + " FROM INFORMATION_SCHEMA.INDEXES"
          + " WHERE INDEX_SCHEMA = CURRENT_SCHEMA AND NOT IS_GENERATED"
          + " UNION ALL SELECT 'view', TABLE_NAME, TABLE_NAME, COALESCE(VIEW_DEFINITION, ''), 4"
          + " FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = CURRENT_SCHEMA"
          + " UNION ALL SELECT 'trigger', TRIGGER_NAME, EVENT_OBJECT_TABLE,"
          + " COALESCE(JAVA_CLASS, ''), 5"
          + " FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_SCHEMA = CURRENT_SCHEMA";

  private H2Objects() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#tableNames}. */
  static Set<String> tableNames(Connection connection) throws SQLException {
    String sql = "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
        + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME";
    return Collections.unmodifiableSet(
        new LinkedHashSet<>(Rows.all(connection, sql, row -> row.getString(1))));
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#kindOf}. */
  static Optional<String> kindOf(Connection connection, String name) throws SQLException {
    String sql = "SELECT KIND FROM (" + OBJECTS + ") AS O WHERE UPPER(NAME) = UPPER(?)"
        + " ORDER BY NAME = ? DESC, NAME = ? DESC, PLACE";
    String meant = H2Ddl.spelled(name, connection.getMetaData());
    return Rows.first(connection, sql, row -> row.getString(1), name, meant, name);
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readObjects}; H2 keeps the SQL of views only. */
  static List<SchemaObject> readObjects(Connection connection) throws SQLException {
    return Rows.all(
        connection,
        OBJECTS + " ORDER BY PLACE, NAME",
        row -> new SchemaObject(
            row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
  }
}
