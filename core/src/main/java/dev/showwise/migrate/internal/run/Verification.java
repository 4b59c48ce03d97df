package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.internal.schema.SchemaFold;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that a database is what its history says. Reads only. */
public final class Verification {
  private final Environment environment;

  /** For one engine. */
  public Verification(Environment environment) {
    this.environment = environment;
  }

  /** Damage, tampering, checksums, missing and pending migrations, the schema, orphaned rows. */
  public VerificationReport verify() {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return run.steadily(() -> verify(session));
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  private VerificationReport verify(Session session) throws SQLException {
    List<Problem> problems = new ArrayList<>();
    session.dialect().findDamage(session.connection()).stream()
        .map(Problem.Damaged::new)
        .forEach(problems::add);
    History history = session.history().read(session.connection());
    problems.addAll(history.tampering());
    problems.addAll(environment.planner().compareWithHistory(history));
    problems.addAll(pending(session, history));
    List<SchemaFold.Declared> applied = new ArrayList<>();
    for (CatalogEntry entry : environment.catalog().entries()) {
      if (history.isDone(entry.id())) {
        applied.add(new SchemaFold.Declared(entry.label(), entry.migration().declaredChanges()));
      }
    }
    problems.addAll(SchemaFold.compare(
        applied, new LiveSchema(session.connection(), session.dialect()), session.dialect()));
    problems.addAll(
        ForeignKeyWatch.orphans(session.dialect().findForeignKeyViolations(session.connection())));
    return new VerificationReport(session.info(), applied.size(), history.size(), problems);
  }

  /** What is pending; for one that could not be applied, what stands against it instead. */
  private List<Problem> pending(Session session, History history) throws SQLException {
    List<Problem> pending = new Inspection(environment).pending(history);
    if (pending.isEmpty()) {
      return pending;
    }
    Plan plan = environment.planner().up(history, Optional.empty());
    Map<MigrationLabel, Problem> obstacles = new HashMap<>();
    for (Problem problem :
        Preview.of(environment, session, plan, Set.of()).plan().errors()) {
      if (problem instanceof Problem.PartiallyPresent partial) {
        obstacles.put(partial.migration(), partial);
      } else if (problem instanceof Problem.MissingTable missing) {
        obstacles.put(missing.migration(), missing);
      }
    }
    return pending.stream()
        .map(p ->
            p instanceof Problem.NotYetApplied n ? obstacles.getOrDefault(n.migration(), p) : p)
        .toList();
  }
}
