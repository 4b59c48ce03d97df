package dev.showwise.migrate.internal.guard;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/**
 * The columns of a result, described. There are drivers that hand out the result itself under this type, which a
 * cast would bring back.
 */
@NullUnmarked
final class GuardedResultSetMetaData implements ResultSetMetaData, Guarded {
  private final ResultSetMetaData real;
  private final GuardedConnection connection;

  private GuardedResultSetMetaData(ResultSetMetaData real, GuardedConnection connection) {
    this.real = real;
    this.connection = connection;
  }

  /** Null for null: a driver may have nothing to describe. */
  static ResultSetMetaData of(ResultSetMetaData real, GuardedConnection connection) {
    return real == null ? null : new GuardedResultSetMetaData(real, connection);
  }

  private ResultSetMetaData real() throws SQLException {
    connection.requireValid();
    return real;
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return real().getCatalogName(column);
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return real().getColumnClassName(column);
  }

  @Override
  public int getColumnCount() throws SQLException {
    return real().getColumnCount();
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return real().getColumnDisplaySize(column);
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return real().getColumnLabel(column);
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return real().getColumnName(column);
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return real().getColumnType(column);
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return real().getColumnTypeName(column);
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return real().getPrecision(column);
  }

  @Override
  public int getScale(int column) throws SQLException {
    return real().getScale(column);
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return real().getSchemaName(column);
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return real().getTableName(column);
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    return real().isAutoIncrement(column);
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return real().isCaseSensitive(column);
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    return real().isCurrency(column);
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    return real().isDefinitelyWritable(column);
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return real().isNullable(column);
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    return real().isReadOnly(column);
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    return real().isSearchable(column);
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return real().isSigned(column);
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    return real().isWritable(column);
  }
}
