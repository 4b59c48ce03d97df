package dev.showwise.migrate.internal.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows of a product's catalogue, with every name as an argument. */
final class Rows {

  /** Makes something of one row. */
  interface Reader<T> {
    /** Reads the row at which {@code row} stands. */
    T read(ResultSet row) throws SQLException;
  }

  private Rows() {}

  /** What the reader makes of all rows, in order. */
  static <T> List<T> all(Connection connection, String sql, Reader<T> reader, String... arguments)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        query.setString(i + 1, arguments[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reader.read(rows));
        }
        return found;
      }
    }
  }

  /** What the reader makes of the first row; empty without rows. */
  static <T> Optional<T> first(
      Connection connection, String sql, Reader<T> reader, String... arguments)
      throws SQLException {
    return all(connection, sql, reader, arguments).stream().findFirst();
  }
}
