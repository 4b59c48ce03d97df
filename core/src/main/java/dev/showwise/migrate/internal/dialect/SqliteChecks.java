package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.Dialect.ForeignKeyViolation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for damage and for references that lead nowhere. */
final class SqliteChecks {
  private static final String GROUPED = " GROUP BY \"table\", parent, fkid ORDER BY 1, 2, fkid";
  private static final String COUNTED =
      "SELECT \"table\", parent, count(*), min(\"rowid\") FROM pragma_foreign_key_check";

  private SqliteChecks() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#findDamage}. */
  static List<String> findDamage(Connection connection) throws SQLException {
    List<String> findings = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement("PRAGMA main.quick_check(10)");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        findings.add(rows.getString(1));
      }
    } catch (SQLException e) {
      if (SqliteErrors.classify(e) != ErrorKind.DAMAGED) {
        throw e;
      }
      findings.add(String.valueOf(e.getMessage()));
    }
    return findings.equals(List.of("ok")) ? List.of() : List.copyOf(findings);
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#findForeignKeyViolations}. */
  static List<ForeignKeyViolation> findForeignKeyViolations(Connection connection)
      throws SQLException {
    try {
      return violations(connection, COUNTED + GROUPED);
    } catch (SQLException e) {
      if (!SqliteErrors.isPlainError(e)) {
        throw e;
      }
    }
    // one reference to columns that are no key makes SQLite give up on all tables
    List<ForeignKeyViolation> violations = new ArrayList<>();
    for (String table : SqliteInspection.tableNames(connection)) {
      try {
        violations.addAll(violations(connection, COUNTED + "(?, 'main')" + GROUPED, table));
      } catch (SQLException e) {
        if (!SqliteErrors.isPlainError(e)) {
          throw e;
        }
        violations.add(new ForeignKeyViolation(
            table, referencedTables(connection, table), 0, String.valueOf(e.getMessage())));
      }
    }
    return List.copyOf(violations);
  }

  private static List<ForeignKeyViolation> violations(
      Connection connection, String sql, String... arguments) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        query.setString(i + 1, arguments[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        List<ForeignKeyViolation> violations = new ArrayList<>();
        while (rows.next()) {
          String row = rows.getString(4);
          violations.add(new ForeignKeyViolation(
              rows.getString(1),
              rows.getString(2),
              rows.getLong(3),
              row == null ? "" : "rowid " + row));
        }
        return violations;
      }
    }
  }

  private static String referencedTables(Connection connection, String table) throws SQLException {
    String sql = "SELECT coalesce(group_concat(parent, ', '), '') FROM (SELECT DISTINCT \"table\""
        + " AS parent FROM pragma_foreign_key_list(?, 'main') ORDER BY 1)";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#databaseFile}. */
  static Optional<Path> databaseFile(Connection connection) throws SQLException {
    String sql = "SELECT file FROM pragma_database_list WHERE name = 'main'";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet rows = query.executeQuery()) {
      String file = rows.next() ? rows.getString(1) : null;
      return file == null || file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }
  }
}
