package dev.showwise.migrate.benchmarks.contest;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Flyway through its API, with its defaults. */
final class FlywayContestant implements Contestant {
  @Override
  public void migrate(DataSource database, Path scripts) {
    Flyway.configure()
        .dataSource(database)
        .locations("filesystem:" + scripts)
        .load()
        .migrate();
  }
}
