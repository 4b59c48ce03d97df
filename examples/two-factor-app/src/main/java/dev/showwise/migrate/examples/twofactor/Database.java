package dev.showwise.migrate.examples.twofactor;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.engine.MigrationEngine;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The application's database. */
final class Database {
  private static final int PATIENCE_MS = 10_000;

  private Database() {}

  /**
   * The database that is meant, which may not be there yet. A server's password may stand in the URL or in
   * {@code ~/.pgpass}.
   *
   * @param address a JDBC URL, or the path of a SQLite file
   */
  static DataSource at(String address) {
    if (address.startsWith("jdbc:postgresql:")) {
      PGSimpleDataSource server = new PGSimpleDataSource();
      server.setUrl(address);
      return server;
    }
    if (address.startsWith("jdbc:") && !address.startsWith("jdbc:sqlite:")) {
      throw new TwoFactorException("This application knows SQLite and PostgreSQL only.");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_MS);
    SQLiteDataSource file = new SQLiteDataSource(config);
    file.setUrl(address.startsWith("jdbc:") ? address : "jdbc:sqlite:" + address);
    return file;
  }

  /**
   * Brings it up to date: ShowWise's migrations and the application's own, whichever are on the class path.
   *
   * @throws dev.showwise.migrate.MigrationException if that cannot be done; then the application must not go
   *     on
   */
  static MigrationReport migrate(DataSource database) {
    return MigrationEngine.builder(database).build().migrate();
  }
}
