package dev.showwise.migrate.internal.guard;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;

/**
 * A result as an author reads it: everything is passed on, but no way leads from it to the driver's
 * statement or connection. As long as the interface is.
 */
@NullUnmarked
final class GuardedResultSet extends ReadOnlyResultSet {
  private final ResultSet real;
  private final GuardedConnection connection;
  private final GuardedStatement statement;

  /** A result without a statement, as arrays give them, has null for it. */
  GuardedResultSet(ResultSet real, GuardedConnection connection, GuardedStatement statement) {
    this.real = real;
    this.connection = connection;
    this.statement = statement;
  }

  private ResultSet real() throws SQLException {
    connection.requireValid();
    return real;
  }

  @Override
  public Statement getStatement() throws SQLException {
    connection.requireValid();
    return statement;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    return GuardedResultSetMetaData.of(real().getMetaData(), connection);
  }

  @Override
  public void close() throws SQLException {
    if (connection.isExpired()) {
      return;
    }
    real.close();
    if (statement != null) {
      statement.afterResultClosed();
    }
  }

  @Override
  public boolean isClosed() throws SQLException {
    return connection.isExpired() || real.isClosed();
  }

  @Override
  public Array getArray(int columnIndex) throws SQLException {
    return (Array) guard(real().getArray(columnIndex));
  }

  @Override
  public Array getArray(String columnLabel) throws SQLException {
    return (Array) guard(real().getArray(columnLabel));
  }

  @Override
  public Object getObject(int columnIndex) throws SQLException {
    return guard(real().getObject(columnIndex));
  }

  @Override
  public Object getObject(String columnLabel) throws SQLException {
    return guard(real().getObject(columnLabel));
  }

  @Override
  public Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
    return guard(real().getObject(columnIndex, map));
  }

  @Override
  public Object getObject(String columnLabel, Map<String, Class<?>> map) throws SQLException {
    return guard(real().getObject(columnLabel, map));
  }

  @Override
  public <T> T getObject(int columnIndex, Class<T> type) throws SQLException {
    return Handover.toAuthor(real().getObject(columnIndex, type), type, connection, statement);
  }

  @Override
  public <T> T getObject(String columnLabel, Class<T> type) throws SQLException {
    return Handover.toAuthor(real().getObject(columnLabel, type), type, connection, statement);
  }

  private Object guard(Object value) {
    return Handover.toAuthor(value, connection, statement);
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    return real().absolute(row);
  }

  @Override
  public void afterLast() throws SQLException {
    real().afterLast();
  }

  @Override
  public void beforeFirst() throws SQLException {
    real().beforeFirst();
  }

  @Override
  public void clearWarnings() throws SQLException {
    real().clearWarnings();
  }

  @Override
  public int findColumn(String columnLabel) throws SQLException {
    return real().findColumn(columnLabel);
  }

  @Override
  public boolean first() throws SQLException {
    return real().first();
  }

  @Override
  public InputStream getAsciiStream(String columnLabel) throws SQLException {
    return real().getAsciiStream(columnLabel);
  }

  @Override
  public InputStream getAsciiStream(int columnIndex) throws SQLException {
    return real().getAsciiStream(columnIndex);
  }

  @Override
  public BigDecimal getBigDecimal(String columnLabel) throws SQLException {
    return real().getBigDecimal(columnLabel);
  }

  @Override
  public BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    return real().getBigDecimal(columnIndex);
  }

  @SuppressWarnings("deprecation")
  @Override
  public BigDecimal getBigDecimal(String columnLabel, int scale) throws SQLException {
    return real().getBigDecimal(columnLabel, scale);
  }

  @SuppressWarnings("deprecation")
  @Override
  public BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    return real().getBigDecimal(columnIndex, scale);
  }

  @Override
  public InputStream getBinaryStream(String columnLabel) throws SQLException {
    return real().getBinaryStream(columnLabel);
  }

  @Override
  public InputStream getBinaryStream(int columnIndex) throws SQLException {
    return real().getBinaryStream(columnIndex);
  }

  @Override
  public Blob getBlob(String columnLabel) throws SQLException {
    return real().getBlob(columnLabel);
  }

  @Override
  public Blob getBlob(int columnIndex) throws SQLException {
    return real().getBlob(columnIndex);
  }

  @Override
  public boolean getBoolean(String columnLabel) throws SQLException {
    return real().getBoolean(columnLabel);
  }

  @Override
  public boolean getBoolean(int columnIndex) throws SQLException {
    return real().getBoolean(columnIndex);
  }

  @Override
  public byte getByte(String columnLabel) throws SQLException {
    return real().getByte(columnLabel);
  }

  @Override
  public byte getByte(int columnIndex) throws SQLException {
    return real().getByte(columnIndex);
  }

  @Override
  public byte[] getBytes(String columnLabel) throws SQLException {
    return real().getBytes(columnLabel);
  }

  @Override
  public byte[] getBytes(int columnIndex) throws SQLException {
    return real().getBytes(columnIndex);
  }

  @Override
  public Reader getCharacterStream(String columnLabel) throws SQLException {
    return real().getCharacterStream(columnLabel);
  }

  @Override
  public Reader getCharacterStream(int columnIndex) throws SQLException {
    return real().getCharacterStream(columnIndex);
  }

  @Override
  public Clob getClob(String columnLabel) throws SQLException {
    return real().getClob(columnLabel);
  }

  @Override
  public Clob getClob(int columnIndex) throws SQLException {
    return real().getClob(columnIndex);
  }

  @Override
  public int getConcurrency() throws SQLException {
    return real().getConcurrency();
  }

  @Override
  public String getCursorName() throws SQLException {
    return real().getCursorName();
  }

  @Override
  public Date getDate(String columnLabel) throws SQLException {
    return real().getDate(columnLabel);
  }

  @Override
  public Date getDate(int columnIndex) throws SQLException {
    return real().getDate(columnIndex);
  }

  @Override
  public Date getDate(String columnLabel, Calendar calendar) throws SQLException {
    return real().getDate(columnLabel, calendar);
  }

  @Override
  public Date getDate(int columnIndex, Calendar calendar) throws SQLException {
    return real().getDate(columnIndex, calendar);
  }

  @Override
  public double getDouble(String columnLabel) throws SQLException {
    return real().getDouble(columnLabel);
  }

  @Override
  public double getDouble(int columnIndex) throws SQLException {
    return real().getDouble(columnIndex);
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
  public float getFloat(String columnLabel) throws SQLException {
    return real().getFloat(columnLabel);
  }

  @Override
  public float getFloat(int columnIndex) throws SQLException {
    return real().getFloat(columnIndex);
  }

  @Override
  public int getHoldability() throws SQLException {
    return real().getHoldability();
  }

  @Override
  public int getInt(String columnLabel) throws SQLException {
    return real().getInt(columnLabel);
  }

  @Override
  public int getInt(int columnIndex) throws SQLException {
    return real().getInt(columnIndex);
  }

  @Override
  public long getLong(String columnLabel) throws SQLException {
    return real().getLong(columnLabel);
  }

  @Override
  public long getLong(int columnIndex) throws SQLException {
    return real().getLong(columnIndex);
  }

  @Override
  public Reader getNCharacterStream(String columnLabel) throws SQLException {
    return real().getNCharacterStream(columnLabel);
  }

  @Override
  public Reader getNCharacterStream(int columnIndex) throws SQLException {
    return real().getNCharacterStream(columnIndex);
  }

  @Override
  public NClob getNClob(String columnLabel) throws SQLException {
    return real().getNClob(columnLabel);
  }

  @Override
  public NClob getNClob(int columnIndex) throws SQLException {
    return real().getNClob(columnIndex);
  }

  @Override
  public String getNString(String columnLabel) throws SQLException {
    return real().getNString(columnLabel);
  }

  @Override
  public String getNString(int columnIndex) throws SQLException {
    return real().getNString(columnIndex);
  }

  @Override
  public Ref getRef(String columnLabel) throws SQLException {
    return real().getRef(columnLabel);
  }

  @Override
  public Ref getRef(int columnIndex) throws SQLException {
    return real().getRef(columnIndex);
  }

  @Override
  public int getRow() throws SQLException {
    return real().getRow();
  }

  @Override
  public RowId getRowId(String columnLabel) throws SQLException {
    return real().getRowId(columnLabel);
  }

  @Override
  public RowId getRowId(int columnIndex) throws SQLException {
    return real().getRowId(columnIndex);
  }

  @Override
  public SQLXML getSQLXML(String columnLabel) throws SQLException {
    return real().getSQLXML(columnLabel);
  }

  @Override
  public SQLXML getSQLXML(int columnIndex) throws SQLException {
    return real().getSQLXML(columnIndex);
  }

  @Override
  public short getShort(String columnLabel) throws SQLException {
    return real().getShort(columnLabel);
  }

  @Override
  public short getShort(int columnIndex) throws SQLException {
    return real().getShort(columnIndex);
  }

  @Override
  public String getString(String columnLabel) throws SQLException {
    return real().getString(columnLabel);
  }

  @Override
  public String getString(int columnIndex) throws SQLException {
    return real().getString(columnIndex);
  }

  @Override
  public Time getTime(String columnLabel) throws SQLException {
    return real().getTime(columnLabel);
  }

  @Override
  public Time getTime(int columnIndex) throws SQLException {
    return real().getTime(columnIndex);
  }

  @Override
  public Time getTime(String columnLabel, Calendar calendar) throws SQLException {
    return real().getTime(columnLabel, calendar);
  }

  @Override
  public Time getTime(int columnIndex, Calendar calendar) throws SQLException {
    return real().getTime(columnIndex, calendar);
  }

  @Override
  public Timestamp getTimestamp(String columnLabel) throws SQLException {
    return real().getTimestamp(columnLabel);
  }

  @Override
  public Timestamp getTimestamp(int columnIndex) throws SQLException {
    return real().getTimestamp(columnIndex);
  }

  @Override
  public Timestamp getTimestamp(String columnLabel, Calendar calendar) throws SQLException {
    return real().getTimestamp(columnLabel, calendar);
  }

  @Override
  public Timestamp getTimestamp(int columnIndex, Calendar calendar) throws SQLException {
    return real().getTimestamp(columnIndex, calendar);
  }

  @Override
  public int getType() throws SQLException {
    return real().getType();
  }

  @Override
  public URL getURL(String columnLabel) throws SQLException {
    return real().getURL(columnLabel);
  }

  @Override
  public URL getURL(int columnIndex) throws SQLException {
    return real().getURL(columnIndex);
  }

  @SuppressWarnings("deprecation")
  @Override
  public InputStream getUnicodeStream(String columnLabel) throws SQLException {
    return real().getUnicodeStream(columnLabel);
  }

  @SuppressWarnings("deprecation")
  @Override
  public InputStream getUnicodeStream(int columnIndex) throws SQLException {
    return real().getUnicodeStream(columnIndex);
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return real().getWarnings();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    return real().isAfterLast();
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    return real().isBeforeFirst();
  }

  @Override
  public boolean isFirst() throws SQLException {
    return real().isFirst();
  }

  @Override
  public boolean isLast() throws SQLException {
    return real().isLast();
  }

  @Override
  public boolean last() throws SQLException {
    return real().last();
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    real().moveToCurrentRow();
  }

  @Override
  public boolean next() throws SQLException {
    return real().next();
  }

  @Override
  public boolean previous() throws SQLException {
    return real().previous();
  }

  @Override
  public void refreshRow() throws SQLException {
    real().refreshRow();
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    return real().relative(rows);
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    return real().rowDeleted();
  }

  @Override
  public boolean rowInserted() throws SQLException {
    return real().rowInserted();
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    return real().rowUpdated();
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
  public boolean wasNull() throws SQLException {
    return real().wasNull();
  }
}
