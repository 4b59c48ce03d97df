package dev.showwise.migrate.servers;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One database of a test server, empty at first. All users have the empty password.
 *
 * @param product the product's name, as in {@link DatabaseServer#product()}
 * @param name what the server calls this database
 * @param jdbcUrl where it is, without user or password; usable from other processes unless the
 *     database is in memory
 * @param user the server's administrator, who may do everything
 * @param dataSource gives a new connection as that user at each call; pools nothing
 * @param drop removes the database, connections to it notwithstanding
 */
public record TestDatabase(
    String product, String name, String jdbcUrl, String user, DataSource dataSource, Runnable drop)
    implements AutoCloseable {

  /**
   * A new connection as the administrator.
   *
   * @throws SQLException if the server refuses or is gone
   */
  public Connection connect() throws SQLException {
    return dataSource.getConnection();
  }

  /**
   * Drops the database. Optional: it goes with its server; good for tests that make hundreds of them,
   * since one takes several megabytes on PostgreSQL.
   *
   * @throws ServerException if the server refuses or is gone
   */
  @Override
  public void close() {
    drop.run();
  }
}
