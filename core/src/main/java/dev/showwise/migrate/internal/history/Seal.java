package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.internal.digest.Parts;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A hash of all that 'nothing is pending' was concluded from: what the migrations at hand are made of, the
 * digests of their modules, and how the last rows stand. It is in the row after which it was so. Whoever has the
 * same before him concludes the same, and need not make the migrations. It is worth nothing in any other row
 * than the last one.
 */
public final class Seal {
  private static final String ALGORITHM = "at-hand-1";

  private Seal() {}

  /** Whether that is a seal, made in the way of this release. */
  public static boolean isOne(String text) {
    return text.startsWith(ALGORITHM + ":");
  }

  /**
   * The seal.
   *
   * @param madeOf what the migrations at hand are made of
   * @param digests the digest of each of their modules; empty text for one without a row
   * @param standing the row by which each migration stands, of those among the last rows
   */
  public static String of(
      String madeOf, SortedMap<String, String> digests, Collection<RecentState.Row> standing) {
    Parts parts = new Parts();
    parts.add(madeOf);
    for (Map.Entry<String, String> digest : digests.entrySet()) {
      parts.add(digest.getKey());
      parts.add(digest.getValue());
    }
    SortedMap<Long, RecentState.Row> rows = new TreeMap<>();
    for (RecentState.Row row : standing) {
      rows.put(row.seq(), row);
    }
    for (RecentState.Row row : rows.values()) {
      parts.add(Long.toString(row.seq()));
      parts.add(row.event().name());
      parts.add(row.direction().name());
      parts.add(row.id().module());
      parts.add(row.id().version().canonical());
      parts.add(row.checksum().isPresent() ? row.checksum().get().toString() : "");
    }
    return ALGORITHM + ":" + parts.value();
  }
}
