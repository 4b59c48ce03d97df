package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Problem;
import dev.showwise.migrate.spi.Dialect.ForeignKeyViolation;
import java.sql.SQLException;
import java.util.List;

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

  static List<Problem.OrphanedRows> orphans(List<ForeignKeyViolation> violations) {
    return violations.stream()
        .filter(v -> v.rows() > 0)
        .map(v -> new Problem.OrphanedRows(v.table(), v.referencedTable(), v.rows()))
        .toList();
  }

  /** Fails if there are violations now that were not there before. */
  void requireNoneNew() throws SQLException {
    for (ForeignKeyViolation now :
        session.dialect().findForeignKeyViolations(session.connection())) {
      boolean known = before.stream()
          .anyMatch(then -> then.table().equalsIgnoreCase(now.table())
              && then.referencedTable().equalsIgnoreCase(now.referencedTable())
              && then.rows() >= now.rows());
      if (!known) {
        throw new SQLException(
            "foreign key constraint failed: after the migration, rows of table '" + now.table()
                + "' refer to rows of '" + now.referencedTable() + "' that are not there ("
                + (now.rows() == 1 ? "1 row" : now.rows() + " rows")
                + (now.example().isEmpty() ? "" : ", for example " + now.example()) + ")");
      }
    }
  }
}
