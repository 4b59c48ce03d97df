package dev.showwise.migrate;

import java.time.Instant;
import java.util.Optional;

/**
 * One row of the history. Rows are only ever appended.
 *
 * @param seq its number; the first is 1, the next always one more
 * @param event what happened
 * @param migration to which migration
 * @param description the migration's description at that time
 * @param checksum the migration's checksum at that time
 * @param direction up or down
 * @param ordinal for {@link Event#STEP} the number of the statement; for an attempt that did not
 *     finish, how many statements may have taken effect: after 0 the database is as it was before the
 *     attempt. Else 0
 * @param statementHash a hash of the statement's text, for {@link Event#STEP}; in the row after which nothing was
 *     pending, a hash of what was at hand; else empty
 * @param claim the random id that all rows of one attempt share
 * @param actor who did it: user@host and program version
 * @param instance which server instance
 * @param session which session there
 * @param at when, by the server's clock, in UTC
 * @param millis how long it took, in milliseconds; 0 where that means nothing
 * @param detail more in words, without secrets; empty for none
 * @param digest of the module's whole state after this row
 * @param previousHash the hash of the row before; empty for the first
 * @param hash of this row and the one before
 */
public record HistoryEntry(
    long seq,
    Event event,
    MigrationLabel migration,
    String description,
    Optional<Checksum> checksum,
    Direction direction,
    int ordinal,
    String statementHash,
    String claim,
    String actor,
    String instance,
    String session,
    Instant at,
    long millis,
    String detail,
    String digest,
    String previousHash,
    String hash) {

  /** What a row says. */
  public enum Event {
    /** An attempt began. */
    STARTED,
    /** A statement outside a transaction is about to be sent. */
    STEP,
    /** The migration was applied. */
    APPLIED,
    /** The database had it already; nothing was executed. */
    ADOPTED,
    /** Another tool's history says that it was applied. */
    IMPORTED,
    /** A statement outside a transaction failed; what came before it stays. */
    FAILED,
    /** The attempt ended without a word: its process is gone. */
    INTERRUPTED,
    /** The migration was undone. */
    REVERTED,
    /** A person decided what is true. */
    REPAIRED;

    /** Whether an attempt goes on after this row, so that nobody else may append. */
    public boolean isOpen() {
      return this == STARTED || this == STEP;
    }
  }

  /** Which way. */
  public enum Direction {
    /** Applying. */
    UP,
    /** Undoing. */
    DOWN
  }
}
