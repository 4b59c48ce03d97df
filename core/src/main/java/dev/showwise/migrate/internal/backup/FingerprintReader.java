package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.Backup.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what makes up one of the databases of a SQLite connection: {@code main}, or an attached one. */
final class FingerprintReader {
  private final Connection connection;
  private final String database;

  FingerprintReader(Connection connection, String database) {
    this.connection = connection;
    this.database = database;
  }

  /** Reads as closely as {@code check} says. */
  Fingerprint read(Check check) throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    Map<String, String> contents = new TreeMap<>();
    for (Map.Entry<String, Boolean> table : tables().entrySet()) {
      if (check == Check.CONTENT) {
        Hashing hashing = new Hashing();
        rows.put(table.getKey(), hash(table.getKey(), table.getValue(), hashing));
        contents.put(table.getKey(), hashing.finish());
      } else {
        rows.put(table.getKey(), number("SELECT count(*) FROM " + qualified(table.getKey())));
      }
    }
    return new Fingerprint(
        schema(),
        rows,
        check == Check.CONTENT ? Optional.of(contents) : Optional.empty(),
        brokenReferences());
  }

  /** What SQLite finds damaged; empty if nothing is. A full look goes through every index too. */
  List<String> damage(Check check) throws SQLException {
    String pragma = check == Check.CONTENT ? ".integrity_check(10)" : ".quick_check(10)";
    List<String> findings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA " + database + pragma)) {
      while (result.next()) {
        findings.add(result.getString(1));
      }
    }
    return findings.equals(List.of("ok")) ? List.of() : findings;
  }

  /** Bytes in use, those in a write-ahead log included. */
  long size() throws SQLException {
    return number("PRAGMA " + database + ".page_count")
        * number("PRAGMA " + database + ".page_size");
  }

  /** Changes with each change of the schema, and when another file's content takes its place. */
  long schemaVersion() throws SQLException {
    return number("PRAGMA " + database + ".schema_version");
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : "";
    }
  }

  /** The tables that hold rows of their own, and whether these are numbered by a rowid. */
  Map<String, Boolean> tables() throws SQLException {
    Map<String, Boolean> tables = new LinkedHashMap<>();
    // a virtual table has its rows in others, and its module may not be here
    String sql = "SELECT name, wr FROM pragma_table_list WHERE schema = ? AND type IN ('table',"
        + " 'shadow') AND name NOT IN ('sqlite_schema', 'sqlite_temp_schema') ORDER BY name";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, database);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          tables.put(result.getString(1), result.getInt(2) == 0);
        }
      }
    }
    return tables;
  }

  private long hash(String table, boolean hasRowid, Hashing hashing) throws SQLException {
    String sql = "SELECT * FROM " + qualified(table) + (hasRowid ? " ORDER BY rowid" : "");
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        for (int i = 1; i <= columns; i++) {
          hashing.add(result.getObject(i));
        }
        rows++;
      }
    }
    return rows;
  }

  private String schema() throws SQLException {
    Hashing hashing = new Hashing();
    String sql = "SELECT type, name, tbl_name, sql FROM " + database
        + ".sqlite_schema ORDER BY type, name, tbl_name";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        for (int i = 1; i <= 4; i++) {
          hashing.add(result.getString(i));
        }
      }
    }
    hashing.add(number("PRAGMA " + database + ".user_version"));
    hashing.add(number("PRAGMA " + database + ".application_id"));
    return hashing.finish();
  }

  private Map<String, Long> brokenReferences() throws SQLException {
    Map<String, Long> broken = new TreeMap<>();
    for (String table : tables().keySet()) {
      String sql = "PRAGMA " + database + ".foreign_key_check(" + literal(table) + ")";
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          broken.merge(result.getString(1) + " to " + result.getString(3), 1L, Long::sum);
        }
      } catch (SQLException e) {
        // a reference to columns that are no key: SQLite cannot count, in the copy no more than
        // here
        if (e.getErrorCode() != 1) {
          throw e;
        }
        broken.put(table + ", which cannot be checked", 1L);
      }
    }
    return broken;
  }

  private String qualified(String table) {
    return database + ".\"" + table.replace("\"", "\"\"") + "\"";
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
