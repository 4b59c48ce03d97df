package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.discovery.TableDependencies;
import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.internal.schema.PredictedSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the database before the first claim: what of each pending migration is there already, and
 * whether the tables that it needs will be. Counts what the migrations before it will make, so that a
 * run that cannot succeed stops before it changed anything.
 */
final class Preview {
  private final Catalog catalog;
  private final Session session;
  private final String historyTable;
  private final Set<MigrationId> selectable;
  // those whose effect is not declared, and those that build on one of them
  private final Set<MigrationId> opaque = new HashSet<>();
  private final List<Plan.Step> steps = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<MigrationId> creators = new LinkedHashSet<>();
  private PredictedSchema schema;

  private Preview(
      Environment environment, Session session, Plan plan, Set<MigrationId> selectable) {
    this.catalog = environment.catalog();
    this.session = session;
    this.historyTable = environment.options().historyTable();
    this.selectable = selectable;
    this.schema = new PredictedSchema(
        new LiveSchema(session.connection(), session.dialect()), session.dialect());
    problems.addAll(plan.problems());
  }

  /**
   * The plan with the presence of each step, and with what stands against it.
   *
   * @param selectable what is not in the plan but may be added to it
   */
  static Preview of(
      Environment environment, Session session, Plan plan, Set<MigrationId> selectable)
      throws SQLException {
    Preview preview = new Preview(environment, session, plan, selectable);
    List<CatalogEntry> entries = plan.steps().stream()
        .map(step -> preview.catalog.find(step.migration().id()).orElseThrow())
        .toList();
    for (int i = 0; i < entries.size(); i++) {
      preview.look(plan.steps().get(i), entries.get(i), entries.subList(i + 1, entries.size()));
    }
    return preview;
  }

  Plan plan() {
    return new Plan(steps, problems);
  }

  /** Selectable migrations that create a table that a planned one needs. */
  Set<MigrationId> missingCreators() {
    return creators;
  }

  private void look(Plan.Step step, CatalogEntry entry, List<CatalogEntry> later)
      throws SQLException {
    problems.addAll(ScriptCheck.applying(entry, session, historyTable));
    boolean uncertain = dependsOnOpaque(entry);
    Presence presence = Presence.unknown();
    try {
      if (uncertain || !lacksTable(entry, later)) {
        presence = presence(entry, later, uncertain);
      }
    } catch (RuntimeException | LinkageError | AssertionError e) {
      problems.add(new Problem.PresenceFailed(
          entry.label(), session.discretion().shown(e).toString()));
    }
    if (presence instanceof Presence.Partial partial) {
      problems.add(new Problem.PartiallyPresent(entry.label(), partial.differences()));
    } else if (!(presence instanceof Presence.Present)) {
      schema = schema.with(entry.migration().declaredChanges());
    }
    if (uncertain || entry.migration().declaredChanges().isEmpty()) {
      opaque.add(entry.id());
    }
    steps.add(new Plan.Step(
        step.migration(), step.description(), Direction.UP, step.reason(), presence, step.loss()));
  }

  /** Whether what it will find depends on a migration that does not declare what it makes. */
  private boolean dependsOnOpaque(CatalogEntry entry) {
    return entry.dependencies().stream().anyMatch(opaque::contains);
  }

  private boolean lacksTable(CatalogEntry entry, List<CatalogEntry> later) throws SQLException {
    Optional<String> table = PresenceCheck.missingTable(entry, view(), later);
    if (table.isEmpty()) {
      return false;
    }
    CatalogEntry creator = TableDependencies.creators(catalog.entries()).get(table.get());
    if (creator != null && selectable.contains(creator.id())) {
      creators.add(creator.id());
    } else {
      problems.add(new Problem.MissingTable(entry.label(), table.get()));
    }
    return true;
  }

  private ReadOnlyView view() {
    return new ReadOnlyView(session, schema);
  }

  private Presence presence(CatalogEntry entry, List<CatalogEntry> later, boolean uncertain)
      throws SQLException {
    Presence presence;
    try {
      presence = PresenceCheck.of(entry, view(), later);
    } catch (SQLException e) {
      if (steps.isEmpty() || Exclusive.isBusy(session, e)) {
        throw e;
      }
      // it may ask for rows of a table that a step before it will make; the claim asks again
      return Presence.unknown();
    }
    return uncertain && presence instanceof Presence.Partial ? Presence.unknown() : presence;
  }
}
