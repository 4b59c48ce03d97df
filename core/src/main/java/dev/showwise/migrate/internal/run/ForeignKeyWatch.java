package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Problem;
import dev.showwise.migrate.spi.Dialect.ForeignKeyViolation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells rows that a migration orphaned from those that were orphaned before. Enforcement is off while
 * migrations run, so this comparison is what keeps references whole.
 */
final class ForeignKeyWatch {
  private final Session session;
  private final List<ForeignKeyViolation> before;

  private ForeignKeyWatch(Session session, List<ForeignKeyViolation> before) {
    this.session = session;
    this.before = before;
  }

  static ForeignKeyWatch begin(Session session) throws SQLException {
    return new ForeignKeyWatch(
        session, session.dialect().findForeignKeyViolations(session.connection()));
  }

  /** What was so before the migration. */
  List<Problem.OrphanedRows> foundBefore() {
    return orphans(before);
  }

  /** Violations as warnings, one for each pair of tables. */
  static List<Problem.OrphanedRows> orphans(List<ForeignKeyViolation> violations) {
    Map<List<String>, Long> counts = new LinkedHashMap<>();
    for (ForeignKeyViolation violation : violations) {
      counts.merge(
          List.of(violation.table(), violation.referencedTable()), violation.rows(), Long::sum);
    }
    List<Problem.OrphanedRows> orphans = new ArrayList<>();
    counts.forEach((tables, rows) -> {
      if (rows > 0) {
        orphans.add(new Problem.OrphanedRows(tables.get(0), tables.get(1), rows));
      }
    });
    return orphans;
  }

  /** Fails if there are violations now that were not there before. */
  void requireNoneNew() throws SQLException {
    List<ForeignKeyViolation> after =
        session.dialect().findForeignKeyViolations(session.connection());
    for (ForeignKeyViolation now : after) {
      if (now.rows() == 0 ? !couldNotBeChecked(now) : rows(after, now) > rows(before, now)) {
        throw new SQLException(
            now.rows() == 0
                ? "after the migration, the foreign keys of table '" + now.table()
                    + "' cannot be checked any more: " + now.example()
                : "foreign key constraint failed: after the migration, rows of table '"
                    + now.table() + "' refer to rows of '" + now.referencedTable()
                    + "' that are not there (" + (now.rows() == 1 ? "1 row" : now.rows() + " rows")
                    + (now.example().isEmpty() ? "" : ", for example " + now.example()) + ")");
      }
    }
  }

  private boolean couldNotBeChecked(ForeignKeyViolation now) {
    return before.stream().anyMatch(v -> v.rows() == 0 && isAbout(v, now));
  }

  /** A table may have several keys to the same other table; they are counted together. */
  private static long rows(List<ForeignKeyViolation> violations, ForeignKeyViolation like) {
    return violations.stream()
        .filter(v -> isAbout(v, like))
        .mapToLong(ForeignKeyViolation::rows)
        .sum();
  }

  private static boolean isAbout(ForeignKeyViolation one, ForeignKeyViolation other) {
    return one.table().equalsIgnoreCase(other.table())
        && one.referencedTable().equalsIgnoreCase(other.referencedTable());
  }
}
