package dev.showwise.migrate.benchmarks.contest;

import dev.showwise.migrate.engine.MigrationEngine;
import java.nio.file.Path;
import javax.sql.DataSource;

/** This project, as an application embeds it. */
final class ShowWise implements Contestant {
  @Override
  public void migrate(DataSource database, Path scripts) {
    MigrationEngine.builder(database).scripts(scripts).build().migrate();
  }
}
