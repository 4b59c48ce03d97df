package dev.showwise.migrate.benchmarks.contest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** All in one transaction. */
final class RawOne extends Raw {
  @Override
  void apply(Connection connection, List<Pending> pending, boolean isServer) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (Pending one : pending) {
        execute(statement, one);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }
}
