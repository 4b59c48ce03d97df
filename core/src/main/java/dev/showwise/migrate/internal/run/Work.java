package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.ExecutionOptions.TransactionMode;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.Plan.Reason;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairRequest.Evidence;
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

  /** What else the history says then. */
  default String detail() {
    return "";
  }

  /** How the migration wants to be run, or undone. */
  default ExecutionOptions options() {
    return entry().options();
  }

  /** Whether it may be in a transaction, where the product can. */
  default boolean isForTransaction() {
    return options().transactionMode() == TransactionMode.IN_TRANSACTION;
  }

  /** Tells that it begins. */
  default void announceTo(MigrationListener listener) {
    listener.started(entry().label(), direction());
  }

  /** What to do. */
  sealed interface Verdict {
    /** Run it. */
    record Run() implements Verdict {}

    /** Execute nothing, and record this: that the database has it, or what a person decided. */
    record Note(Event event, String detail) implements Verdict {}

    /** Leave everything as it is. */
    record Stop(Problem problem) implements Verdict {}
  }

  /** Applying, with the pending migrations that come after it. */
  record Up(CatalogEntry entry, Reason reason, List<CatalogEntry> later) implements Work {
    /** What changed, or was begun and not finished, runs again even if its tables are there. */
    static boolean mayAdopt(Reason reason) {
      return reason != Reason.CHANGED && reason != Reason.UNFINISHED;
    }

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
      return presence instanceof Presence.Present && mayAdopt(reason)
          ? new Verdict.Note(Event.ADOPTED, "")
          : new Verdict.Run();
    }

    @Override
    public void perform(MigrationContext context) throws SQLException {
      entry.migration().apply(context);
    }
  }

  /** Undoing, with the loss that was agreed to; {@code decision}, if a person decided it so. */
  record Down(CatalogEntry entry, DataLoss agreed, Optional<String> decision) implements Work {
    @Override
    public Direction direction() {
      return Direction.DOWN;
    }

    @Override
    public Event doneEvent() {
      return decision.isPresent() ? Event.REPAIRED : Event.REVERTED;
    }

    @Override
    public String detail() {
      return decision.orElse("");
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

    @Override
    public ExecutionOptions options() {
      return migration().optionsOnRevert();
    }

    private ReversibleMigration migration() {
      return (ReversibleMigration) entry.migration();
    }
  }

  /**
   * Recording what a person decided, unless what can be seen contradicts it. Executes nothing, so it is in
   * a transaction wherever there is one.
   */
  record Settle(
      CatalogEntry entry,
      RepairDecision decision,
      String detail,
      List<CatalogEntry> later,
      Evidence evidence)
      implements Work {
    @Override
    public Direction direction() {
      return decision == RepairDecision.NOT_DONE ? Direction.DOWN : Direction.UP;
    }

    @Override
    public Event doneEvent() {
      return Event.REPAIRED;
    }

    @Override
    public boolean isForTransaction() {
      return true;
    }

    @Override
    public void announceTo(MigrationListener listener) {
      // nothing is executed
    }

    @Override
    public Verdict judge(DatabaseView database) throws SQLException {
      List<String> against = evidence == Evidence.IS_OVERRULED
          ? List.of()
          : Contradictions.of(decision, PresenceCheck.of(entry, database, later));
      return against.isEmpty()
          ? new Verdict.Note(Event.REPAIRED, detail)
          : new Verdict.Stop(new Problem.Contradicted(entry.label(), decision.word(), against));
    }

    @Override
    public void perform(MigrationContext context) {
      throw new IllegalStateException("a decision executes nothing");
    }
  }
}
