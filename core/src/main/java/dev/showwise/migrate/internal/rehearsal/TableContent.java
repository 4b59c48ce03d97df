package dev.showwise.migrate.internal.rehearsal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows of a table, as fingerprints. Each row has one of its key and one of all its values; each
 * column has one over all rows, in which a value counts together with its row's key. Of a table with
 * more rows than are remembered, only those of the columns are kept. The columns keep their order.
 */
final class TableContent {
  /** How many rows of a table are remembered one by one: 16 bytes each. */
  static final int REMEMBERED = 2_000_000;

  private final List<String> columns;
  private final List<String> key;
  private final Map<String, Column> digests;
  private final long rows;
  private final Optional<long[]> keyHashes;
  private final Optional<long[]> rowHashes;

  /** What is known of a column: a sum that does not depend on the order of rows; how many values. */
  record Column(long digest, long values) {}

  private TableContent(Gathering gathering) {
    this.columns = List.copyOf(gathering.columns.subList(0, gathering.compared));
    this.key = List.copyOf(gathering.key);
    this.rows = gathering.rows;
    this.digests = new LinkedHashMap<>();
    for (int i = 0; i < gathering.columns.size(); i++) {
      digests.put(gathering.columns.get(i), new Column(gathering.digests[i], gathering.values[i]));
    }
    boolean all = rows <= REMEMBERED;
    this.rowHashes = all ? Optional.of(sorted(gathering.rowHashes, (int) rows)) : Optional.empty();
    this.keyHashes = all && !key.isEmpty()
        ? Optional.of(sorted(gathering.keyHashes, (int) rows))
        : Optional.empty();
  }

  private static long[] sorted(long[] hashes, int length) {
    long[] sorted = Arrays.copyOf(hashes, length);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The columns that the fingerprints of rows are made of. */
  List<String> columns() {
    return columns;
  }

  /** The columns that tell rows apart; empty if none do. */
  List<String> key() {
    return key;
  }

  long rows() {
    return rows;
  }

  /** What is known of a column; empty if there is none of that name. */
  Optional<Column> column(String name) {
    return Optional.ofNullable(digests.get(name));
  }

  /** The name of a column with these very values, that {@code older} has not; empty if there is none. */
  Optional<String> newNameOf(Column values, TableContent older) {
    return digests.entrySet().stream()
        .filter(e -> e.getValue().equals(values) && older.column(e.getKey()).isEmpty())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether both have the same columns with the same values in as many rows. */
  boolean equalsRowsOf(TableContent other) {
    return rows == other.rows && digests.equals(other.digests);
  }

  /** How many rows of this one are not in the other, told by their keys; empty if they have none. */
  OptionalLong keysMissingIn(TableContent other) {
    return key.equals(other.key) ? missing(keyHashes, other.keyHashes) : OptionalLong.empty();
  }

  /** How many rows of this one are not in the other with the same values; empty if not comparable. */
  OptionalLong rowsMissingIn(TableContent other) {
    return columns.equals(other.columns)
        ? missing(rowHashes, other.rowHashes)
        : OptionalLong.empty();
  }

  private static OptionalLong missing(Optional<long[]> mine, Optional<long[]> others) {
    if (mine.isEmpty() || others.isEmpty()) {
      return OptionalLong.empty();
    }
    long[] one = mine.get();
    long[] two = others.get();
    long missing = 0;
    int at = 0;
    for (long hash : one) {
      while (at < two.length && two[at] < hash) {
        at++;
      }
      if (at < two.length && two[at] == hash) {
        at++;
      } else {
        missing++;
      }
    }
    return OptionalLong.of(missing);
  }

  /** A content in the making, a row at a time. */
  static final class Gathering {
    private final List<String> columns;
    private final int compared;
    private final List<String> key;
    private final int[] keyPlaces;
    private final long[] digests;
    private final long[] values;
    private long[] rowHashes = new long[64];
    private long[] keyHashes = new long[64];
    private long rows;

    /** Rows have these columns; the first of them are compared, and some of those are the key. */
    Gathering(List<String> columns, int compared, List<String> key) {
      this.columns = columns;
      this.compared = compared;
      this.key = key;
      this.keyPlaces = key.stream().mapToInt(columns::indexOf).toArray();
      this.digests = new long[columns.size()];
      this.values = new long[columns.size()];
    }

    /** One row: a fingerprint for each column, {@code absent} for each that is NULL. */
    void add(long[] row, long absent) {
      long keyHash = 0;
      for (int place : keyPlaces) {
        keyHash = Hash.of(keyHash, row[place]);
      }
      long rowHash = 0;
      for (int i = 0; i < row.length; i++) {
        rowHash = i < compared ? Hash.of(rowHash, row[i]) : rowHash;
        digests[i] += Hash.of(keyHash, row[i]);
        values[i] += row[i] == absent ? 0 : 1;
      }
      if (rows < REMEMBERED) {
        int at = (int) rows;
        if (at == rowHashes.length) {
          rowHashes = Arrays.copyOf(rowHashes, at * 2);
          keyHashes = Arrays.copyOf(keyHashes, at * 2);
        }
        rowHashes[at] = rowHash;
        keyHashes[at] = keyHash;
      }
      rows++;
    }

    TableContent done() {
      return new TableContent(this);
    }
  }
}
