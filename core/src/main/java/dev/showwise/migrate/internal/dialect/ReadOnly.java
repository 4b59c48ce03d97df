package dev.showwise.migrate.internal.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out why a server or a session may only read; see {@code Dialect#readOnlyBecause}. */
final class ReadOnly {
  /** Whoever may see a setting may see who set it. */
  private static final String POSTGRES = """
      SELECT pg_is_in_recovery(),
             current_setting('default_transaction_read_only'),
             current_setting('transaction_read_only'),
             (SELECT source FROM pg_settings WHERE name = 'default_transaction_read_only')""";

  /** Newer releases of MariaDB have words, of which there are more than two. */
  private static final Set<String> OFF = Set.of("0", "OFF");

  private ReadOnly() {}

  /** PostgreSQL. */
  static Optional<String> postgres(Connection connection) throws SQLException {
    List<String> row = row(connection, POSTGRES);
    if (row.get(0).equals("t")) {
      return Optional.of("This server is a standby that replays another one's changes"
          + " (pg_is_in_recovery); connect to the primary.");
    } else if (row.get(1).equals("on")) {
      return Optional.of("Transactions here may only read (default_transaction_read_only is on, set"
          + " by: " + row.get(3)
          + "); connect to the server that the application writes to, or have"
          + " the setting turned off.");
    }
    return row.get(2).equals("on")
        ? Optional.of(
            "This transaction may only read (transaction_read_only is on); connect without"
                + " making the connection read-only.")
        : Optional.empty();
  }

  /** MariaDB and MySQL. */
  static Optional<String> mySqlFamily(Connection connection, MySqlProduct product)
      throws SQLException {
    List<String> names = product.readOnlySettings();
    List<String> row = row(connection, "SELECT @@global." + String.join(", @@global.", names));
    for (int i = 0; i < names.size(); i++) {
      if (!OFF.contains(row.get(i))) {
        return Optional.of("This server is read-only (" + names.get(i) + " is on), as a replica is;"
            + " connect to the primary, even with an account that could write here all the same.");
      }
    }
    return Optional.empty();
  }

  /** H2. */
  static Optional<String> h2(Connection connection) throws SQLException {
    return row(connection, "CALL READONLY()").get(0).equals("TRUE")
        ? Optional.of("This database is open for reading only (READONLY()); open it without"
            + " ACCESS_MODE_DATA=r, and check that its file and folder may be written.")
        : Optional.empty();
  }

  private static List<String> row(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        values.add(String.valueOf(rows.getString(i)));
      }
      return values;
    }
  }
}
