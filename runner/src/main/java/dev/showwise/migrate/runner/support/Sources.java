package dev.showwise.migrate.runner.support;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import java.util.List;

/** Where the report finds out what it says of a database. Each may fail by itself, or take its time. */
public interface Sources {
  /** Which database. */
  DatabaseAddress address();

  /** Every known migration. */
  StatusReport list();

  /** What would be applied. */
  Plan plan();

  /** Whether the database is what its history says. */
  VerificationReport verify();

  /** The schema. */
  SchemaDescription schema();

  /** The last rows of the history, newest first. */
  List<HistoryEntry> history(int limit);
}
