package dev.showwise.migrate.internal.dialect;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** Databases in memory, each for one test. */
final class H2Databases {
  private H2Databases() {}

  /** A new, empty database with these settings. */
  static TestDatabase create(String settings) throws SQLException {
    return open(UUID.randomUUID().toString(), settings);
  }

  /** A connection to the database of that name. */
  static TestDatabase open(String name, String settings) throws SQLException {
    return new TestDatabase(DriverManager.getConnection("jdbc:h2:mem:" + name + settings));
  }
}
