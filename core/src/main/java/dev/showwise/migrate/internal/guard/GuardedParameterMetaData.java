package dev.showwise.migrate.internal.guard;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/**
 * The parameters of a statement, described. There are drivers that hand out the statement itself under this type, which a
 * cast would bring back.
 */
@NullUnmarked
final class GuardedParameterMetaData implements ParameterMetaData, Guarded {
  private final ParameterMetaData real;
  private final GuardedConnection connection;

  private GuardedParameterMetaData(ParameterMetaData real, GuardedConnection connection) {
    this.real = real;
    this.connection = connection;
  }

  /** Null for null: a driver may have nothing to describe. */
  static ParameterMetaData of(ParameterMetaData real, GuardedConnection connection) {
    return real == null ? null : new GuardedParameterMetaData(real, connection);
  }

  private ParameterMetaData real() throws SQLException {
    connection.requireValid();
    return real;
  }

  @Override
  public String getParameterClassName(int parameter) throws SQLException {
    return real().getParameterClassName(parameter);
  }

  @Override
  public int getParameterCount() throws SQLException {
    return real().getParameterCount();
  }

  @Override
  public int getParameterMode(int parameter) throws SQLException {
    return real().getParameterMode(parameter);
  }

  @Override
  public int getParameterType(int parameter) throws SQLException {
    return real().getParameterType(parameter);
  }

  @Override
  public String getParameterTypeName(int parameter) throws SQLException {
    return real().getParameterTypeName(parameter);
  }

  @Override
  public int getPrecision(int parameter) throws SQLException {
    return real().getPrecision(parameter);
  }

  @Override
  public int getScale(int parameter) throws SQLException {
    return real().getScale(parameter);
  }

  @Override
  public int isNullable(int parameter) throws SQLException {
    return real().isNullable(parameter);
  }

  @Override
  public boolean isSigned(int parameter) throws SQLException {
    return real().isSigned(parameter);
  }
}
