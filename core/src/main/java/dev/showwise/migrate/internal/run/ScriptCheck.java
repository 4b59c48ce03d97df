package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.Problem.Severity;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.script.ScriptMigration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What stands against scripts, found out before anything runs: all of each was read by then. */
final class ScriptCheck {
  private ScriptCheck() {}

  /** What stands against applying one. */
  static List<Problem> applying(CatalogEntry entry, Session session, String historyTable)
      throws SQLException {
    List<Problem> problems = new ArrayList<>();
    if (entry.migration() instanceof ScriptMigration script) {
      script
          .faultOfApplying()
          .ifPresent(f -> problems.add(refused(entry.label(), f, Severity.ERROR)));
      script
          .faultOfReverting()
          .ifPresent(f -> problems.add(refused(entry.label(), f, Severity.WARNING)));
    }
    if (entry.options().runPolicy() == RunPolicy.BASELINE) {
      Set<String> tables = session.dialect().tableNames(session.connection());
      List<String> others = tables.stream()
          .filter(name -> !name.equalsIgnoreCase(historyTable))
          .sorted()
          .toList();
      if (!others.isEmpty()) {
        problems.add(new Problem.BaselineTooLate(
            entry.label(),
            others.size() == 1
                ? "table " + others.get(0)
                : others.size() + " tables, " + others.get(0) + " among them"));
      }
    }
    return problems;
  }

  /** What stands against undoing one. */
  static List<Problem> reverting(CatalogEntry entry) {
    return entry.migration() instanceof ScriptMigration script
        ? script.faultOfReverting().stream()
            .map(fault -> refused(entry.label(), fault, Severity.ERROR))
            .toList()
        : List.of();
  }

  private static Problem refused(MigrationLabel migration, InvalidScript fault, Severity severity) {
    return new Problem.ScriptRefused(migration, String.valueOf(fault.getMessage()), severity);
  }
}
