package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.Diagnosis.Choice;
import dev.showwise.migrate.ExecutionOptions.Repetition;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.Problem.Severity;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.plan.Comparison;
import dev.showwise.migrate.internal.plan.Dependants;
import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.ServerSessions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what is known of one migration, and what a person may decide about it. Reads only. */
final class Examination {
  private final Environment environment;
  private final Session session;
  private final History history;
  private final MigrationId id;
  private final Optional<HistoryEntry> latest;
  private final Optional<CatalogEntry> entry;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Choice> choices = new ArrayList<>();
  private Optional<Presence> presence = Optional.empty();
  private DataLoss loss = DataLoss.NONE;

  private Examination(Environment environment, Session session, History history, MigrationId id) {
    this.environment = environment;
    this.session = session;
    this.history = history;
    this.id = id;
    this.latest = history.latest(id);
    this.entry = environment.catalog().find(id);
  }

  /** What is known of a migration that is at hand or in the history. */
  static Diagnosis of(Environment environment, Session session, History history, MigrationId id)
      throws SQLException {
    Examination examination = new Examination(environment, session, history, id);
    examination.examine();
    return examination.diagnosis();
  }

  /** The migrations after one, in order; what it made may be there as they left it. */
  static List<CatalogEntry> later(Catalog catalog, MigrationId id) {
    List<CatalogEntry> all = List.copyOf(catalog.entries());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(id)) {
        return all.subList(i + 1, all.size());
      }
    }
    return List.of();
  }

  private Diagnosis diagnosis() throws SQLException {
    return new Diagnosis(
        session.info(),
        label(),
        new Inspection(environment).state(id, history),
        latest.isPresent() ? attempt(latest.get()) : List.of(),
        presence,
        loss,
        problems,
        choices);
  }

  private List<HistoryEntry> attempt(HistoryEntry row) throws SQLException {
    return session.history().attempt(session.connection(), row.claim());
  }

  private MigrationLabel label() {
    return entry.map(CatalogEntry::label).orElseGet(() -> latest.orElseThrow().migration());
  }

  private void examine() throws SQLException {
    if (latest.isEmpty()) {
      return;
    }
    HistoryEntry row = latest.get();
    if (History.isUnfinished(row)) {
      unfinished(row);
    } else if (History.isDone(row) && entry.isEmpty()) {
      missing(row);
    } else if (History.isDone(row)) {
      compare(entry.orElseThrow(), row);
    }
  }

  private void compare(CatalogEntry done, HistoryEntry row) throws SQLException {
    Optional<Problem> problem = Comparison.of(done, row).problem(done, row);
    problem.ifPresent(problems::add);
    if (problem.filter(p -> p.severity() == Problem.Severity.ERROR).isPresent()) {
      offer(RepairDecision.ACCEPT_CHECKSUM, List.of());
    } else if (problem.isPresent()) {
      choices.add(new Choice(RepairDecision.ACCEPT_CHECKSUM, List.of()));
    }
  }

  private void unfinished(HistoryEntry row) throws SQLException {
    if (row.event().isOpen()) {
      problems.add(
          new Problem.StillOpen(label(), row.actor() + " (" + row.session() + ")", seen(row)));
    }
    if (entry.isEmpty()) {
      problems.add(new Problem.NotAtHand(label()));
    }
    if (entry.filter(e -> e.options().repetition() == Repetition.IS_SAFE).isPresent()) {
      problems.add(new Problem.GoesOn(label()));
    }
    List<MigrationLabel> dependants = Dependants.of(id, environment.catalog(), history);
    dependants.forEach(by -> problems.add(new Problem.StillNeeded(label(), by)));
    offer(RepairDecision.DONE, List.of());
    offer(
        RepairDecision.NOT_DONE,
        dependants.stream().map(by -> by + ", which is applied, depends on it").toList());
    if (entry.isPresent()
        && entry.get().migration() instanceof ReversibleMigration reversible
        && dependants.isEmpty()) {
      offerUndo(reversible);
    }
  }

  private void missing(HistoryEntry row) {
    boolean isStranger = !environment.catalog().modules().contains(id.module());
    boolean isNewer = !isStranger && environment.catalog().isNewerThanAll(id);
    problems.add(new Problem.MissingMigration(
        row.migration(), isNewer, isNewer ? Severity.WARNING : Severity.ERROR));
    List<String> against = new ArrayList<>();
    if (isStranger) {
      against.add("none of module " + id.module() + " is at hand, so it is another application's");
    } else if (isNewer) {
      against.add("a newer version of the application has it, and would apply it again");
    }
    choices.add(new Choice(RepairDecision.NOT_DONE, against));
  }

  /** Offers a decision with all that contradicts it. */
  private void offer(RepairDecision decision, List<String> more) throws SQLException {
    List<String> against = new ArrayList<>();
    if (entry.isPresent()) {
      if (presence.isEmpty()) {
        presence = Optional.of(look(entry.get()));
      }
      against.addAll(Contradictions.of(decision, presence.get()));
      problems.stream()
          .filter(Problem.PresenceFailed.class::isInstance)
          .forEach(p -> against.add("whether the database has it cannot be told"));
    }
    against.addAll(more);
    choices.add(new Choice(decision, against));
  }

  private Presence look(CatalogEntry at) throws SQLException {
    try {
      return PresenceCheck.of(at, view(), later(environment.catalog(), id));
    } catch (SQLException e) {
      throwIfPassing(e);
      problems.add(new Problem.PresenceFailed(label(), Messages.of(e, session, "")));
    } catch (RuntimeException | LinkageError | AssertionError e) {
      problems.add(
          new Problem.PresenceFailed(label(), session.discretion().shown(e).toString()));
    }
    return Presence.unknown();
  }

  private void offerUndo(ReversibleMigration reversible) throws SQLException {
    String error;
    try {
      loss = reversible.lossOnRevert(view());
      choices.add(new Choice(RepairDecision.UNDO, List.of()));
      return;
    } catch (SQLException e) {
      throwIfPassing(e);
      error = Messages.of(e, session, "");
    } catch (RuntimeException | LinkageError | AssertionError e) {
      error = session.discretion().shown(e).toString();
    }
    problems.add(new Problem.LossUnknown(label(), error));
  }

  /** What may succeed later, or says nothing of the migration, is not its fault. */
  private void throwIfPassing(SQLException e) throws SQLException {
    ErrorKind kind = session.dialect().classify(e);
    if (Exclusive.isInTheWay(session, e) || kind == ErrorKind.CONNECTION_LOST) {
      throw e;
    }
  }

  private ReadOnlyView view() {
    return new ReadOnlyView(session, new LiveSchema(session.connection(), session.dialect()));
  }

  private String seen(HistoryEntry open) throws SQLException {
    Optional<ServerSessions> sessions = session.dialect().sessions();
    if (sessions.isEmpty()) {
      // to ask the lock file would leave a trace
      return "whether that process lives is found out by whoever waits for it";
    }
    return switch (new SessionSight(session, sessions.get()).of(open)) {
      case ALIVE -> "its session on " + open.instance() + " is alive";
      case GONE -> "its session is gone";
      case OUT_OF_SIGHT -> "its session is on " + open.instance() + " and cannot be seen from here";
    };
  }
}
