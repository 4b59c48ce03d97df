package dev.showwise.migrate.internal.guard;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * The part of a statement that sends nothing and gives nothing away: settings, counts, quoting. All
 * of it is passed on as it is.
 */
@NullUnmarked
abstract class StatementSettings implements Statement, Guarded {

  /**
   * The statement of the driver.
   *
   * @throws SQLException if the call of the author is over
   */
  abstract Statement real() throws SQLException;

  @Override
  public void cancel() throws SQLException {
    real().cancel();
  }

  @Override
  public void clearWarnings() throws SQLException {
    real().clearWarnings();
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    real().closeOnCompletion();
  }

  @Override
  public String enquoteIdentifier(String identifier, boolean alwaysQuote) throws SQLException {
    return real().enquoteIdentifier(identifier, alwaysQuote);
  }

  @Override
  public String enquoteLiteral(String value) throws SQLException {
    return real().enquoteLiteral(value);
  }

  @Override
  public String enquoteNCharLiteral(String value) throws SQLException {
    return real().enquoteNCharLiteral(value);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    return real().getFetchDirection();
  }

  @Override
  public int getFetchSize() throws SQLException {
    return real().getFetchSize();
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    return real().getLargeMaxRows();
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return real().getLargeUpdateCount();
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    return real().getMaxFieldSize();
  }

  @Override
  public int getMaxRows() throws SQLException {
    return real().getMaxRows();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return real().getMoreResults();
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    return real().getMoreResults(current);
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    return real().getQueryTimeout();
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    return real().getResultSetConcurrency();
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    return real().getResultSetHoldability();
  }

  @Override
  public int getResultSetType() throws SQLException {
    return real().getResultSetType();
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return real().getUpdateCount();
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return real().getWarnings();
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    return real().isCloseOnCompletion();
  }

  @Override
  public boolean isPoolable() throws SQLException {
    return real().isPoolable();
  }

  @Override
  public boolean isSimpleIdentifier(String value) throws SQLException {
    return real().isSimpleIdentifier(value);
  }

  @Override
  public void setCursorName(String value) throws SQLException {
    real().setCursorName(value);
  }

  @Override
  public void setEscapeProcessing(boolean value) throws SQLException {
    real().setEscapeProcessing(value);
  }

  @Override
  public void setFetchDirection(int value) throws SQLException {
    real().setFetchDirection(value);
  }

  @Override
  public void setFetchSize(int value) throws SQLException {
    real().setFetchSize(value);
  }

  @Override
  public void setLargeMaxRows(long value) throws SQLException {
    real().setLargeMaxRows(value);
  }

  @Override
  public void setMaxFieldSize(int value) throws SQLException {
    real().setMaxFieldSize(value);
  }

  @Override
  public void setMaxRows(int value) throws SQLException {
    real().setMaxRows(value);
  }

  @Override
  public void setPoolable(boolean value) throws SQLException {
    real().setPoolable(value);
  }

  @Override
  public void setQueryTimeout(int value) throws SQLException {
    real().setQueryTimeout(value);
  }
}
