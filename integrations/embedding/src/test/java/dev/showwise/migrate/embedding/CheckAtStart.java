package dev.showwise.migrate.embedding;

import dev.showwise.migrate.Problem;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.engine.MigrationEngine;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** An application that only looks, as docs/embedding.md shows it. */
final class CheckAtStart {
  private CheckAtStart() {}

  static void requireCurrent(DataSource dataSource) {
    VerificationReport report = MigrationEngine.builder(dataSource).build().verify();
    if (!report.isWell()) {
      throw new IllegalStateException(report.problems().stream()
          .map(Problem::message)
          .collect(Collectors.joining("\n", "The database is not what this release needs:\n", "")));
    }
  }
}
