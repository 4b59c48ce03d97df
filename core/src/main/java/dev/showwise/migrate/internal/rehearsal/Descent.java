package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException.Failed;
import dev.showwise.migrate.MigrationException.Refused;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RehearsalReport.Back;
import dev.showwise.migrate.RehearsalReport.Rehearsed;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.SentStatement;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.run.Downgrade;
import dev.showwise.migrate.internal.run.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way back on a scratch: each one that was applied, the last first. Remembers what it did. */
final class Descent {
  private static final String ADOPTED = "what it would remove was there before";

  private final Ascent ascent;
  private final StatementLog log;
  private final Environment there;
  private final Map<MigrationLabel, Back> backs = new HashMap<>();
  private final List<CatalogEntry> staying = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean left;

  /** Nothing is undone yet. */
  Descent(Ascent ascent) {
    this.ascent = ascent;
    this.log = new StatementLog(ascent.scratch());
    this.there = ascent.recordedBy(log);
  }

  /** Goes back over what came after the first {@code floor} ones. */
  void goBackTo(int floor) {
    List<Completed> completed = ascent.completed();
    for (int i = completed.size() - 1; i >= floor; i--) {
      goBack(completed.get(i));
    }
  }

  private void goBack(Completed done) {
    MigrationLabel migration = done.migration();
    CatalogEntry entry = entry(migration);
    Optional<CatalogEntry> builtOnIt =
        staying.stream().filter(s -> s.dependencies().contains(entry.id())).findFirst();
    if (done.event() == Event.ADOPTED) {
      stay(entry, ADOPTED);
    } else if (!problems.isEmpty()) {
      left = true;
      stay(entry, "the way back of another one failed before");
    } else if (builtOnIt.isPresent()) {
      left = true;
      stay(entry, builtOnIt.get().label() + " depends on it and stays");
    } else {
      revert(migration);
    }
  }

  private void stay(CatalogEntry entry, String reason) {
    staying.add(entry);
    backs.put(entry.label(), new Back.NotTried(reason));
  }

  private void revert(MigrationLabel migration) {
    try {
      MigrationReport report = new Downgrade(there)
          .run(RollbackTarget.named(migration.qualifiedName()), RollbackConsent.toAnyLoss());
      backs.put(
          migration,
          new Back.Reverted(
              report.completed().stream()
                  .map(Completed::duration)
                  .reduce(Duration.ZERO, Duration::plus),
              log.of(migration)));
    } catch (Failed e) {
      Optional<Failure> failure = e.report().flatMap(MigrationReport::failed);
      String message = failure.map(Failure::message).orElse(String.valueOf(e.getMessage()));
      fail(migration, message, failure.map(Failure::statement).orElse(""));
    } catch (Refused e) {
      fail(migration, String.valueOf(e.getMessage()), "");
    }
  }

  private void fail(MigrationLabel migration, String message, String statement) {
    left = true;
    backs.put(migration, new Back.Failed(message, statement));
    problems.add(new Problem.RevertFailed(migration, message));
  }

  /** What stands against the way back, and what of it was left out. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(log.leftOut());
    return all;
  }

  /** Whether something was undone, and nothing that was applied stayed. */
  boolean ledAllTheWay() {
    return !left && backs.values().stream().anyMatch(Back.Reverted.class::isInstance);
  }

  /** Everything that ran, with its way back. */
  List<Rehearsed> rehearsed() {
    List<Rehearsed> all = new ArrayList<>();
    for (Completed done : ascent.completed()) {
      MigrationLabel migration = done.migration();
      all.add(new Rehearsed(
          migration,
          ascent.description(migration),
          done.event(),
          done.duration(),
          done.steps(),
          ascent.sent(migration),
          back(done)));
    }
    ascent.failed().ifPresent(failure -> {
      MigrationLabel migration = failure.migration();
      all.add(new Rehearsed(
          migration,
          ascent.description(migration),
          Event.FAILED,
          ascent.sent(migration).stream()
              .map(SentStatement::duration)
              .reduce(Duration.ZERO, Duration::plus),
          List.of(),
          ascent.sent(migration),
          new Back.NotTried("it failed")));
    });
    return all;
  }

  private Back back(Completed done) {
    Back known = backs.get(done.migration());
    if (known != null) {
      return known;
    } else if (!isReversible(done.migration())) {
      return new Back.Irreversible();
    }
    return new Back.NotTried(whyNot(done));
  }

  private String whyNot(Completed done) {
    if (!ascent.isDone()) {
      return "the way up did not come to its end";
    } else if (done.event() == Event.ADOPTED) {
      return ADOPTED;
    } else if (ascent.presence(done.migration()) instanceof Presence.Incomplete) {
      return "a part of what it would remove was there before";
    }
    return "one that came after it stays";
  }

  private boolean isReversible(MigrationLabel migration) {
    return entry(migration).migration() instanceof ReversibleMigration;
  }

  private CatalogEntry entry(MigrationLabel migration) {
    return there.catalog().find(migration.id()).orElseThrow();
  }
}
