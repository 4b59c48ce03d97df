package dev.showwise.migrate.embedding;

import com.zaxxer.hikari.HikariDataSource;
import dev.showwise.migrate.engine.MigrationEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** An application with a connection pool, as docs/embedding.md shows it. */
final class PooledDesk {
  private PooledDesk() {}

  static int run(String url) throws SQLException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      MigrationEngine.builder(pool).build().migrate();
      return serve(pool);
    }
  }

  private static int serve(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet users = statement.executeQuery("SELECT COUNT(*) FROM user")) {
      users.next();
      return users.getInt(1);
    }
  }
}
