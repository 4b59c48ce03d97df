package dev.showwise.migrate.internal.guard;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/** An SQL array; the result that it can be read through is guarded like any other. */
@NullUnmarked
final class GuardedArray implements Array {
  private final Array real;
  private final GuardedConnection connection;

  GuardedArray(Array real, GuardedConnection connection) {
    this.real = real;
    this.connection = connection;
  }

  /** What the driver must get when the author hands the array back to it. */
  Array unguarded() {
    return real;
  }

  private Array real() throws SQLException {
    connection.requireValid();
    return real;
  }

  private ResultSet guard(ResultSet result) {
    return (ResultSet) Handover.toAuthor(result, connection, null);
  }

  @Override
  public void free() throws SQLException {
    real.free();
  }

  @Override
  public Object getArray() throws SQLException {
    return Handover.toAuthor(real().getArray(), connection, null);
  }

  @Override
  public Object getArray(Map<String, Class<?>> map) throws SQLException {
    return Handover.toAuthor(real().getArray(map), connection, null);
  }

  @Override
  public Object getArray(long index, int count) throws SQLException {
    return Handover.toAuthor(real().getArray(index, count), connection, null);
  }

  @Override
  public Object getArray(long index, int count, Map<String, Class<?>> map) throws SQLException {
    return Handover.toAuthor(real().getArray(index, count, map), connection, null);
  }

  @Override
  public int getBaseType() throws SQLException {
    return real().getBaseType();
  }

  @Override
  public String getBaseTypeName() throws SQLException {
    return real().getBaseTypeName();
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    return guard(real().getResultSet());
  }

  @Override
  public ResultSet getResultSet(Map<String, Class<?>> map) throws SQLException {
    return guard(real().getResultSet(map));
  }

  @Override
  public ResultSet getResultSet(long index, int count) throws SQLException {
    return guard(real().getResultSet(index, count));
  }

  @Override
  public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map)
      throws SQLException {
    return guard(real().getResultSet(index, count, map));
  }
}
