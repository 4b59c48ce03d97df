package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.internal.schema.SchemaFold;
import dev.showwise.migrate.internal.schema.Unexplained;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks that a database is what its history says. Reads only. */
public final class Verification {
  /** A database that is shared with another application may have any number of its objects. */
  private static final int MOST_NAMED = 20;

  private final Environment environment;

  /** For one engine. */
  public Verification(Environment environment) {
    this.environment = environment;
  }

  /** Damage, tampering, checksums, missing and pending ones, the schema both ways, orphaned rows. */
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
    LiveSchema schema = new LiveSchema(session.connection(), session.dialect());
    List<SchemaFold.Declared> applied = declared(entry -> history.isDone(entry.id()));
    problems.addAll(SchemaFold.compare(applied, schema, session.dialect()));
    List<MigrationLabel> undeclared = undeclared(history);
    if (undeclared.isEmpty() && !applied.isEmpty()) {
      Unexplained unexplained = unexplained(applied, history, session.dialect());
      List<SchemaObject> objects = session.dialect().listObjects(session.connection());
      Map<String, History> others = others(session, unexplained.tables(objects), schema);
      others.values().forEach(other -> undeclared.addAll(undeclared(other)));
      if (undeclared.isEmpty()) {
        Set<String> histories = new HashSet<>(others.keySet());
        histories.add(session.history().name());
        problems.addAll(named(unexplained.in(schema, objects, histories)));
      }
    }
    problems.addAll(
        ForeignKeyWatch.orphans(session.dialect().findForeignKeyViolations(session.connection())));
    return new VerificationReport(
        session.info(), applied.size(), history.size(), undeclared, problems);
  }

  private List<SchemaFold.Declared> declared(Predicate<CatalogEntry> which) {
    return environment.catalog().entries().stream()
        .filter(which)
        .map(e -> new SchemaFold.Declared(e.label(), e.migration().declaredChanges()))
        .toList();
  }

  /**
   * What has left its mark on the database and does not say which, also of other applications with the
   * same history: what nobody declares may be theirs.
   */
  private List<MigrationLabel> undeclared(History history) {
    return history.latest().stream()
        .filter(row -> History.isDone(row) || History.isUnfinished(row))
        .map(HistoryEntry::migration)
        .filter(label -> environment
            .catalog()
            .find(label.id())
            .filter(entry -> !entry.migration().declaredChanges().isEmpty())
            .isEmpty())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Unexplained unexplained(
      List<SchemaFold.Declared> applied, History history, Dialect dialect) {
    Set<String> needed = new HashSet<>();
    environment.catalog().entries().forEach(e -> needed.addAll(e.migration().needsTables()));
    return new Unexplained(
        applied, declared(entry -> !history.isDone(entry.id())), needed, dialect);
  }

  /** The histories that other engines keep in the same schema under another name. */
  private static Map<String, History> others(
      Session session, List<String> tables, LiveSchema schema) throws SQLException {
    Map<String, History> others = new HashMap<>();
    TableName own = session.history().table();
    for (String name : tables) {
      boolean isOne =
          !session.dialect().normalizeName(name).equals(session.dialect().normalizeName(own.name()))
              && schema.table(name).filter(HistoryTable::isLike).isPresent();
      if (isOne) {
        TableName other = new TableName(own.schema(), name);
        others.put(name, new HistoryTable(other, session.dialect()).read(session.connection()));
      }
    }
    return others;
  }

  private static List<Problem> named(List<String> found) {
    List<Problem> problems = new ArrayList<>();
    found.stream().limit(MOST_NAMED).map(Problem.Unexplained::new).forEach(problems::add);
    if (found.size() > MOST_NAMED) {
      problems.add(new Problem.MoreUnexplained(found.size() - MOST_NAMED));
    }
    return problems;
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
