package dev.showwise.migrate;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the row at which a result stands. Must not move the result. */
@FunctionalInterface
public interface RowMapper<T> {
  /** The value of the present row. */
  T map(ResultSet row) throws SQLException;
}
