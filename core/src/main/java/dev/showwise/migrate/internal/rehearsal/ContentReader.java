package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.spi.Dialect;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;

/** Reads all rows of tables into fingerprints. A value never leaves this class. */
final class ContentReader {
  private static final int FETCH = 1000;
  private static final long ABSENT = Hash.of('0', "");

  private final Connection connection;
  private final Dialect dialect;

  ContentReader(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * The rows of a table.
   *
   * @param columns which columns, at least one
   * @param compared how many of them, from the first on, the fingerprints of rows are made of
   * @param key those of them that tell rows apart; empty if none do
   */
  TableContent read(String table, List<String> columns, int compared, List<String> key)
      throws SQLException {
    TableContent.Gathering gathering = new TableContent.Gathering(columns, compared, key);
    String sql =
        "SELECT " + columns.stream().map(dialect::quoteSpelled).collect(Collectors.joining(", "))
            + " FROM " + dialect.quoteSpelled(table);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery(sql)) {
        boolean[] temporal = temporal(rows, columns.size());
        long[] row = new long[columns.size()];
        while (rows.next()) {
          for (int i = 0; i < row.length; i++) {
            row[i] = fingerprint(rows, i + 1, temporal[i]);
          }
          gathering.add(row, ABSENT);
        }
      }
    }
    return gathering.done();
  }

  private static boolean[] temporal(ResultSet rows, int count) throws SQLException {
    boolean[] temporal = new boolean[count];
    for (int i = 0; i < count; i++) {
      temporal[i] = switch (rows.getMetaData().getColumnType(i + 1)) {
        case Types.DATE,
            Types.TIME,
            Types.TIMESTAMP,
            Types.TIME_WITH_TIMEZONE,
            Types.TIMESTAMP_WITH_TIMEZONE -> true;
        default -> false;
      };
    }
    return temporal;
  }

  /** Times as text: as objects, some that a database allows cannot be had. */
  private static long fingerprint(ResultSet rows, int column, boolean temporal)
      throws SQLException {
    Object value = temporal ? rows.getString(column) : rows.getObject(column);
    if (value == null) {
      return ABSENT;
    } else if (value instanceof byte[] bytes) {
      return Hash.of('b', bytes);
    } else if (value instanceof Blob) {
      return Hash.of('b', rows.getBytes(column));
    } else if (value instanceof Number number) {
      return Hash.of('n', number(number));
    }
    String text = value instanceof String string ? string : rows.getString(column);
    return text == null ? ABSENT : Hash.of('t', text.getBytes(StandardCharsets.UTF_8));
  }

  /** A number in one form, however wide its column is. */
  private static String number(Number number) {
    String text = number.toString();
    try {
      return new BigDecimal(text).stripTrailingZeros().toString();
    } catch (NumberFormatException e) {
      // infinite, or none
      return text;
    }
  }
}
