package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.Plan.Reason;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a claim is made for: one migration, up or down. */
sealed interface Work {

  CatalogEntry entry();

  Direction direction();

  /** Looks at the database under the claim and says what to do. */
  Verdict judge(DatabaseView database) throws SQLException;

  void perform(MigrationContext context) throws SQLException;

  /** What the history says when it is done. */
  Event doneEvent();

  /** What to do. */
  sealed interface Verdict {
    /** Run it. */
    record Run() implements Verdict {}

    /** Record it as adopted; the database has it. */
    record Adopt() implements Verdict {}

    /** Leave everything as it is. */
    record Stop(Problem problem) implements Verdict {}
  }

  /** Applying, with the pending migrations that come after it. */
  record Up(CatalogEntry entry, Reason reason, List<CatalogEntry> later) implements Work {
    @Override
    public Direction direction() {
      return Direction.UP;
    }

    @Override
    public Event doneEvent() {
      return Event.APPLIED;
    }

    @Override
    public Verdict judge(DatabaseView database) throws SQLException {
      Optional<String> missing = PresenceCheck.missingTable(entry, database, later);
      if (missing.isPresent()) {
        return new Verdict.Stop(new Problem.MissingTable(entry.label(), missing.get()));
      }
      Presence presence = PresenceCheck.of(entry, database, later);
      if (presence instanceof Presence.Partial partial) {
        return new Verdict.Stop(new Problem.PartiallyPresent(entry.label(), partial.differences()));
      }
      // what changed, or was begun and not finished, runs again even if its tables are there
      boolean mayAdopt = reason != Reason.CHANGED && reason != Reason.UNFINISHED;
      return presence instanceof Presence.Present && mayAdopt
          ? new Verdict.Adopt()
          : new Verdict.Run();
    }

    @Override
    public void perform(MigrationContext context) throws SQLException {
      entry.migration().apply(context);
    }
  }

  /** Undoing, with the loss that was agreed to. */
  record Down(CatalogEntry entry, DataLoss agreed) implements Work {
    @Override
    public Direction direction() {
      return Direction.DOWN;
    }

    @Override
    public Event doneEvent() {
      return Event.REVERTED;
    }

    @Override
    public Verdict judge(DatabaseView database) throws SQLException {
      DataLoss now = migration().lossOnRevert(database);
      return now.exceeds(agreed)
          ? new Verdict.Stop(new Problem.LossGrew(entry.label(), agreed, now))
          : new Verdict.Run();
    }

    @Override
    public void perform(MigrationContext context) throws SQLException {
      migration().revert(context);
    }

    private ReversibleMigration migration() {
      return (ReversibleMigration) entry.migration();
    }
  }
}
