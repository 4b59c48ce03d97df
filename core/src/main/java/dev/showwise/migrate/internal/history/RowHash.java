package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import java.nio.charset.StandardCharsets;

/**
 * The hash of a history row and, through the one before, of all rows before it. A row that is edited,
 * removed from the middle or put between others no longer fits; that the last rows were cut off is
 * seen only against a copy kept elsewhere.
 */
public final class RowHash {
  private RowHash() {}

  /** The row as it is written: with the digest of its module's state, and the hash of all of it. */
  public static HistoryEntry completed(HistoryEntry row, String digest) {
    return completed(row, digest, row.statementHash());
  }

  /** The same, with another hash of a statement, or a seal in its place. */
  public static HistoryEntry completed(HistoryEntry row, String digest, String statementHash) {
    return with(row, digest, statementHash, of(with(row, digest, statementHash, "")));
  }

  private static HistoryEntry with(
      HistoryEntry r, String digest, String statementHash, String hash) {
    return new HistoryEntry(
        r.seq(),
        r.event(),
        r.migration(),
        r.description(),
        r.checksum(),
        r.direction(),
        r.ordinal(),
        statementHash,
        r.claim(),
        r.actor(),
        r.instance(),
        r.session(),
        r.at(),
        r.millis(),
        r.detail(),
        digest,
        r.previousHash(),
        hash);
  }

  static String of(HistoryEntry row) {
    StringBuilder text = new StringBuilder();
    part(text, Long.toString(row.seq()));
    part(text, row.event().name());
    part(text, row.migration().id().module());
    part(text, row.migration().id().version().toString());
    part(text, row.migration().name());
    part(text, row.description());
    part(text, row.checksum().isPresent() ? "checksum" : "");
    part(text, row.checksum().map(Checksum::toString).orElse(""));
    part(text, row.direction().name());
    part(text, Integer.toString(row.ordinal()));
    part(text, row.statementHash());
    part(text, row.claim());
    part(text, row.actor());
    part(text, row.instance());
    part(text, row.session());
    part(text, row.at().toString());
    part(text, Long.toString(row.millis()));
    part(text, row.detail());
    part(text, row.digest());
    part(text, row.previousHash());
    return Checksum.sha256("sha256", text.toString()).value();
  }

  private static void part(StringBuilder text, String part) {
    text.append(bytes(part)).append(':').append(part);
  }

  /** How many bytes it has in UTF-8. */
  private static int bytes(String part) {
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) > 0x7f) {
        return part.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return part.length();
  }
}
