package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.RowHash;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One attempt at one migration: what all its rows in the history share.
 *
 * @param work what is to be done
 * @param signature whose rows they are
 * @param leftBefore how much of the migration attempts before this one may have left behind, as {@link
 *     HistoryEntry#ordinal} has it: nothing, or something
 */
record Attempt(Work work, Signature signature, int leftBefore) {

  static Attempt begin(Work work, History history, Environment environment, Session session)
      throws SQLException {
    return begin(work, history, Signature.of(environment, session));
  }

  /** The same with a signature that is known. */
  static Attempt begin(Work work, History history, Signature signature) {
    return new Attempt(
        work,
        signature,
        history.latest(work.entry().id()).filter(History::isUnfinished).isPresent() ? 1 : 0);
  }

  /** The random id that all its rows share. */
  String claim() {
    return signature.claim();
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
    return signature.row(
        history, event, work.entry(), work.direction(), ordinal, statementHash, duration, detail);
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
