package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.RowHash;
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
 * @param session which process
 * @param at when it began, by the server's clock
 */
record Attempt(Work work, String claim, String actor, String instance, String session, Instant at) {

  static Attempt begin(Work work, Environment environment, String instance, Instant at) {
    String actor = environment.options().actor();
    return new Attempt(
        work,
        UUID.randomUUID().toString(),
        actor.isEmpty() ? Actor.current() : actor,
        instance,
        "process " + ProcessHandle.current().pid(),
        at);
  }

  /** The next row of the history. */
  HistoryEntry row(History history, Event event, Duration duration, String detail) {
    return row(history, event, 0, "", duration, detail);
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

  /** The next row of the history about an attempt that others began: how it ended. */
  static HistoryEntry followUp(History history, HistoryEntry open, Event event, String detail) {
    HistoryEntry row = new HistoryEntry(
        history.lastSeq() + 1,
        event,
        open.migration(),
        open.description(),
        open.checksum(),
        open.direction(),
        open.ordinal(),
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
