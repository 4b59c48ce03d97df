package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.RowHash;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One attempt at one migration: what all its rows in the history share.
 *
 * @param work what is to be done
 * @param claim the random id that all its rows share
 * @param actor who does it
 * @param instance which database server
 * @param session which process, and which session there
 * @param at when it began, by the server's clock
 * @param leftBefore how much of the migration attempts before this one may have left behind, as {@link
 *     HistoryEntry#ordinal} has it: nothing, or something
 */
record Attempt(
    Work work,
    String claim,
    String actor,
    String instance,
    String session,
    Instant at,
    int leftBefore) {

  static Attempt begin(Work work, History history, Environment environment, Session session)
      throws SQLException {
    String actor = environment.options().actor();
    return new Attempt(
        work,
        UUID.randomUUID().toString(),
        actor.isEmpty() ? Actor.current() : actor,
        session.instance(),
        session.name(),
        session.history().now(session.connection()),
        history.latest(work.entry().id()).filter(History::isUnfinished).isPresent() ? 1 : 0);
  }

  /** The next row of the history. */
  HistoryEntry row(History history, Event event, Duration duration, String detail) {
    return row(history, event, 0, "", duration, detail);
  }

  /** The next row of the history, with how much may have taken effect. */
  HistoryEntry row(History history, Event event, int ordinal, Duration duration, String detail) {
    return row(history, event, ordinal, "", duration, detail);
  }

  /** The next row of the history, about one statement. */
  HistoryEntry row(
      History history,
      Event event,
      int ordinal,
      String statementHash,
      Duration duration,
      String detail) {
    CatalogEntry entry = work.entry();
    HistoryEntry row = new HistoryEntry(
        history.lastSeq() + 1,
        event,
        entry.label(),
        entry.migration().description(),
        entry.checksum(),
        work.direction(),
        ordinal,
        statementHash,
        claim,
        actor,
        instance,
        session,
        at,
        duration.toMillis(),
        detail,
        "",
        history.lastHash(),
        "");
    return RowHash.completed(row, history.digestAfter(row));
  }

  /**
   * The next row of the history about an attempt that others began: how it ended.
   *
   * @param mayBeDone how many of its statements may have taken effect
   */
  static HistoryEntry followUp(
      History history, HistoryEntry open, Event event, int mayBeDone, String detail) {
    HistoryEntry row = new HistoryEntry(
        history.lastSeq() + 1,
        event,
        open.migration(),
        open.description(),
        open.checksum(),
        open.direction(),
        mayBeDone,
        open.statementHash(),
        open.claim(),
        open.actor(),
        open.instance(),
        open.session(),
        open.at(),
        0,
        detail,
        "",
        history.lastHash(),
        "");
    return RowHash.completed(row, history.digestAfter(row));
  }
}
