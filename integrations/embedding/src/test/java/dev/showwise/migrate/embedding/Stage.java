package dev.showwise.migrate.embedding;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.engine.MigrationEngine;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A SQLite file, and the shortest thing that can be done with it. */
final class Stage {
  /** ShowWise's own, and two-factor authentication. */
  static final int MIGRATIONS = 7;

  private Stage() {}

  static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  static SQLiteDataSource source(Path file) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url(file));
    return source;
  }

  static MigrationReport migrate(DataSource dataSource) {
    MigrationReport report = MigrationEngine.builder(dataSource).build().migrate();
    return report;
  }
}
