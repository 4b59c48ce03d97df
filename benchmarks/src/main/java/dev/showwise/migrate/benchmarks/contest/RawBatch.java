package dev.showwise.migrate.benchmarks.contest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A migration, its row and its transaction in one request to the driver. */
final class RawBatch extends Raw {
  @Override
  void apply(Connection connection, List<Pending> pending, boolean isServer) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Pending one : pending) {
        String sql = one.text() + one.historyRow();
        if (isServer) {
          // a request of several statements is one transaction there
          statement.execute(sql);
        } else {
          // SQLite's driver runs all statements of an update, but only the first of an execute
          statement.executeUpdate("BEGIN IMMEDIATE;\n" + sql + ";\nCOMMIT");
        }
      }
    }
  }
}
