package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.SchemaObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads every object of the current database as the server itself describes it. An index has no
 * description of its own: its table's has it.
 */
final class MySqlObjects {
  /** Changes with every row, so it is no part of the schema. */
  private static final Pattern NEXT_NUMBER = Pattern.compile(" AUTO_INCREMENT=\\d+(?= )");

  private MySqlObjects() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#readObjects}. */
  static List<SchemaObject> read(Connection connection) throws SQLException {
    List<SchemaObject> objects = new ArrayList<>();
    for (String table : MySqlInspection.tableNames(connection)) {
      String definition = MySqlShownTable.definition(connection, table);
      objects.add(new SchemaObject(
          "table", table, table, NEXT_NUMBER.matcher(definition).replaceFirst("")));
    }
    for (Listed other : others(connection)) {
      objects.add(new SchemaObject(
          other.type().toLowerCase(Locale.ROOT),
          other.name(),
          other.table(),
          definition(connection, other)));
    }
    return List.copyOf(objects);
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#listObjects}. */
  static List<SchemaObject> list(Connection connection) throws SQLException {
    List<SchemaObject> objects = new ArrayList<>();
    for (String table : MySqlInspection.tableNames(connection)) {
      objects.add(new SchemaObject("table", table, table, ""));
    }
    for (Listed other : others(connection)) {
      objects.add(
          new SchemaObject(other.type().toLowerCase(Locale.ROOT), other.name(), other.table(), ""));
    }
    return List.copyOf(objects);
  }

  private record Listed(String type, String name, String table) {}

  private static List<Listed> others(Connection connection) throws SQLException {
    String sql = "SELECT TABLE_TYPE, TABLE_NAME, TABLE_NAME, 1 AS place"
        + " FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = DATABASE()"
        + " AND TABLE_TYPE IN ('VIEW', 'SEQUENCE')"
        + " UNION ALL SELECT 'TRIGGER', TRIGGER_NAME, EVENT_OBJECT_TABLE, 2"
        + " FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE()"
        + " UNION ALL SELECT ROUTINE_TYPE, ROUTINE_NAME, ROUTINE_NAME, 3"
        + " FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()"
        + " UNION ALL SELECT 'EVENT', EVENT_NAME, EVENT_NAME, 4"
        + " FROM INFORMATION_SCHEMA.EVENTS WHERE EVENT_SCHEMA = DATABASE()"
        + " ORDER BY 4, 1, 2";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      List<Listed> found = new ArrayList<>();
      while (rows.next()) {
        found.add(new Listed(rows.getString(1), rows.getString(2), rows.getString(3)));
      }
      return found;
    }
  }

  /** Empty where the account may not see it. */
  private static String definition(Connection connection, Listed object) throws SQLException {
    String sql = "SHOW CREATE " + object.type() + " " + MySqlDdl.quote(object.name());
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        return "";
      }
      int column = switch (object.type()) {
        case "VIEW", "SEQUENCE" -> 2;
        case "EVENT" -> 4;
        default -> 3;
      };
      return Optional.ofNullable(rows.getString(column)).orElse("");
    }
  }
}
