package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.RowHash;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Whose rows in the history they are.
 *
 * @param claim the random id that all rows of one attempt share
 * @param actor who does it
 * @param instance which database server
 * @param session which process, and which session there
 * @param at when it began, by the server's clock
 * @param sealing marks the row after which nothing is pending
 */
record Signature(
    String claim, String actor, String instance, String session, Instant at, Sealing sealing) {
  static Signature of(Environment environment, Session session) throws SQLException {
    String actor = environment.options().actor();
    return new Signature(
        UUID.randomUUID().toString(),
        actor.isEmpty() ? Actor.current() : actor,
        session.instance(),
        session.name(),
        session.now(),
        new Sealing(environment.migrations(), session.dialect()));
  }

  /** The next row of the history. */
  HistoryEntry row(
      History history,
      Event event,
      CatalogEntry entry,
      Direction direction,
      int ordinal,
      String statementHash,
      Duration duration,
      String detail) {
    HistoryEntry row = new HistoryEntry(
        history.lastSeq() + 1,
        event,
        entry.label(),
        entry.migration().description(),
        entry.checksum(),
        direction,
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
    String digest = history.digestAfter(row);
    return RowHash.completed(row, digest, sealing.of(history, row, digest).orElse(statementHash));
  }
}
