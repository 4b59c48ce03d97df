package dev.showwise.migrate.internal.dialect;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@code COPY … FROM STDIN} does, over plain JDBC: each value goes to the server as the text that it
 * is, without a type, so that the column's type reads it as COPY would have it read.
 */
final class CopyByInserts implements AutoCloseable {
  /** PostgreSQL's protocol has room for 65535 arguments in a statement. */
  private static final int ARGUMENTS = 30_000;

  private static final int ROWS = 1_000;

  private static final int CHARACTERS = 1 << 20;

  private final Connection connection;
  private final CopyFormat format;
  private final CopiedRows rows;
  private String columns;
  private int width;
  private @Nullable PreparedStatement prepared;
  private int preparedFor;

  private CopyByInserts(Connection connection, CopyFormat format, Reader rows) {
    this.connection = connection;
    this.format = format;
    this.rows = new CopiedRows(rows, format);
    this.columns = format.columns();
  }

  /** Why the rows of a statement cannot be sent; empty if they can. */
  static Optional<String> refusal(String sql) {
    try {
      CopyFormat.of(sql);
      return Optional.empty();
    } catch (CopyFormat.Unknown e) {
      return Optional.of("The rows behind this statement are sent as INSERT, and " + e.option()
          + " is not known there. Write them in the plain format or as CSV, or as INSERT (pg_dump"
          + " --inserts makes such a script).");
    }
  }

  /** Inserts all rows, in the order in which they are written. */
  static void send(Connection connection, String sql, Reader rows)
      throws SQLException, IOException {
    try (CopyByInserts copy = new CopyByInserts(connection, CopyFormat.of(sql), rows)) {
      copy.send();
    } catch (CopyFormat.Unknown e) {
      throw new SQLException(e.option() + " is not known for rows in a script", e);
    }
  }

  private void send() throws SQLException, IOException {
    if (columns.isEmpty()) {
      columns = allColumns();
    }
    width = width(columns);
    int most = Math.max(1, Math.min(ROWS, ARGUMENTS / Math.max(1, width)));
    List<List<@Nullable String>> some = new ArrayList<>();
    int length = 0;
    for (List<@Nullable String> row = rows.next(); row != null; row = rows.next()) {
      requireWidth(row);
      some.add(row);
      length +=
          row.stream().mapToInt(value -> value == null ? 1 : value.length()).sum();
      if (some.size() == most || length > CHARACTERS) {
        insert(some);
        some.clear();
        length = 0;
      }
    }
    if (!some.isEmpty()) {
      insert(some);
    }
  }

  private static int width(String columns) {
    long commas =
        PostgresTokenizer.tokens(columns).stream().filter(t -> t.is(',')).count();
    return columns.isEmpty() ? 0 : Math.toIntExact(commas) + 1;
  }

  /** COPY without a list means all columns but the generated ones; there may be none. */
  private String allColumns() throws SQLException {
    String sql =
        "SELECT coalesce(string_agg(quote_ident(attname), ', ' ORDER BY attnum), '') FROM pg_attribute"
            + " WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, format.table());
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        return found.getString(1);
      }
    }
  }

  /** A row without columns is an empty line. */
  private void requireWidth(List<@Nullable String> row) throws SQLException {
    boolean isEmpty = width == 0 && row.equals(List.of(""));
    if (row.size() != width && !isEmpty) {
      throw new SQLException("line " + rows.line() + " of the rows has " + row.size()
          + " values, and the statement " + width + " columns");
    }
  }

  private void insert(List<List<@Nullable String>> some) throws SQLException {
    PreparedStatement statement = prepare(some.size());
    int place = 0;
    for (List<@Nullable String> values : width == 0 ? List.<List<@Nullable String>>of() : some) {
      for (String value : values) {
        place++;
        if (value == null) {
          statement.setNull(place, Types.OTHER);
        } else {
          statement.setObject(place, value, Types.OTHER);
        }
      }
    }
    statement.executeUpdate();
  }

  /** Most pieces have as many rows as the one before, and need no statement of their own. */
  private PreparedStatement prepare(int count) throws SQLException {
    PreparedStatement same = prepared;
    if (same != null && preparedFor == count) {
      return same;
    }
    close();
    PreparedStatement another =
        connection.prepareStatement(width == 0 ? empty(count) : full(count));
    prepared = another;
    preparedFor = count;
    return another;
  }

  private String full(int count) {
    String row = "(" + String.join(", ", Collections.nCopies(width, "?")) + ")";
    // COPY writes identity columns, whatever they are
    return "INSERT INTO " + format.table() + " (" + columns + ") OVERRIDING SYSTEM VALUE VALUES "
        + String.join(", ", Collections.nCopies(count, row));
  }

  /** Rows in which all columns are generated, or of a table that has none. */
  private String empty(int count) {
    return "INSERT INTO " + format.table() + " SELECT FROM pg_catalog.generate_series(1, " + count
        + ")";
  }

  @Override
  public void close() throws SQLException {
    if (prepared != null) {
      prepared.close();
      prepared = null;
    }
  }
}
