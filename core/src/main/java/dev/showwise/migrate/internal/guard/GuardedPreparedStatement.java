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
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement of an author. Its text was checked when it was prepared; each execution goes
 * through the gate. As long as the interface is: nearly all of it sets parameters.
 */
@NullUnmarked
final class GuardedPreparedStatement extends GuardedStatement implements PreparedStatement {
  private final PreparedStatement real;
  private final String sql;
  private final BoundValues values = new BoundValues();
  private int queued;
  private boolean hasStream;

  GuardedPreparedStatement(PreparedStatement real, String sql, GuardedConnection connection) {
    super(real, connection);
    this.real = real;
    this.sql = sql;
  }

  @Override
  PreparedStatement real() throws SQLException {
    connection().requireValid();
    return real;
  }

  /** JDBC forbids it, but not every driver does. */
  @Override
  void admit(String text) throws SQLException {
    throw Refusal.of(
        "SQL text on a prepared statement",
        "it has its own text already. Call the method without text, or use createStatement()");
  }

  @Override
  public boolean execute() throws SQLException {
    return sendValues(() -> real().execute());
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return guard(sendValues(() -> real().executeQuery()));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return sendValues(() -> real().executeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    return sendValues(() -> real().executeLargeUpdate());
  }

  /** A stream among the values is empty once it was sent, so the statement cannot be sent again. */
  private <T> T sendValues(SqlCall<T> call) throws SQLException {
    return hasStream ? send(sql, call) : sendRepeatable(sql, call);
  }

  private InputStream once(int parameterIndex, InputStream stream) {
    hasStream |= stream != null;
    return values.keep(parameterIndex, stream);
  }

  private Reader once(int parameterIndex, Reader reader) {
    hasStream |= reader != null;
    return values.keep(parameterIndex, reader);
  }

  private Object once(int parameterIndex, Object value) {
    if (value instanceof InputStream stream) {
      return once(parameterIndex, stream);
    }
    return value instanceof Reader reader
        ? once(parameterIndex, reader)
        : values.keep(parameterIndex, value);
  }

  @Override
  List<Object> boundValues() {
    return values.all();
  }

  @Override
  public void addBatch() throws SQLException {
    real().addBatch();
    values.queue();
    queued++;
  }

  @Override
  public void clearBatch() throws SQLException {
    real().clearBatch();
    values.forgetBatch();
    queued = 0;
  }

  /** One text, so one send, however many rows there are. */
  @Override
  public int[] executeBatch() throws SQLException {
    if (nothingQueued()) {
      return new int[0];
    }
    return sendBatch(() -> real().executeBatch());
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    if (nothingQueued()) {
      return new long[0];
    }
    return sendBatch(() -> real().executeLargeBatch());
  }

  private <T> T sendBatch(SqlCall<T> call) throws SQLException {
    try {
      return send(sql, call);
    } finally {
      values.forgetBatch();
    }
  }

  /** Starts the count anew too: a driver forgets the rows of a batch whatever comes of it. */
  private boolean nothingQueued() throws SQLException {
    connection().requireValid();
    boolean nothing = queued == 0;
    queued = 0;
    return nothing;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    return GuardedResultSetMetaData.of(real().getMetaData(), connection());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    return GuardedParameterMetaData.of(real().getParameterMetaData(), connection());
  }

  @Override
  public void clearParameters() throws SQLException {
    hasStream = false;
    values.forgetRow();
    real().clearParameters();
  }

  @Override
  public void setArray(int parameterIndex, Array value) throws SQLException {
    real().setArray(parameterIndex, (Array) values.keep(parameterIndex, Handover.toDriver(value)));
  }

  @Override
  public void setAsciiStream(int parameterIndex, InputStream stream) throws SQLException {
    real().setAsciiStream(parameterIndex, once(parameterIndex, stream));
  }

  @Override
  public void setAsciiStream(int parameterIndex, InputStream stream, int length)
      throws SQLException {
    real().setAsciiStream(parameterIndex, once(parameterIndex, stream), length);
  }

  @Override
  public void setAsciiStream(int parameterIndex, InputStream stream, long length)
      throws SQLException {
    real().setAsciiStream(parameterIndex, once(parameterIndex, stream), length);
  }

  @Override
  public void setBigDecimal(int parameterIndex, BigDecimal value) throws SQLException {
    real().setBigDecimal(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setBinaryStream(int parameterIndex, InputStream stream) throws SQLException {
    real().setBinaryStream(parameterIndex, once(parameterIndex, stream));
  }

  @Override
  public void setBinaryStream(int parameterIndex, InputStream stream, int length)
      throws SQLException {
    real().setBinaryStream(parameterIndex, once(parameterIndex, stream), length);
  }

  @Override
  public void setBinaryStream(int parameterIndex, InputStream stream, long length)
      throws SQLException {
    real().setBinaryStream(parameterIndex, once(parameterIndex, stream), length);
  }

  @Override
  public void setBlob(int parameterIndex, InputStream stream) throws SQLException {
    real().setBlob(parameterIndex, once(parameterIndex, stream));
  }

  @Override
  public void setBlob(int parameterIndex, Blob value) throws SQLException {
    real().setBlob(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setBlob(int parameterIndex, InputStream stream, long length) throws SQLException {
    real().setBlob(parameterIndex, once(parameterIndex, stream), length);
  }

  @Override
  public void setBoolean(int parameterIndex, boolean value) throws SQLException {
    real().setBoolean(parameterIndex, value);
  }

  @Override
  public void setByte(int parameterIndex, byte value) throws SQLException {
    real().setByte(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setBytes(int parameterIndex, byte[] value) throws SQLException {
    real().setBytes(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setCharacterStream(int parameterIndex, Reader reader) throws SQLException {
    real().setCharacterStream(parameterIndex, once(parameterIndex, reader));
  }

  @Override
  public void setCharacterStream(int parameterIndex, Reader reader, int length)
      throws SQLException {
    real().setCharacterStream(parameterIndex, once(parameterIndex, reader), length);
  }

  @Override
  public void setCharacterStream(int parameterIndex, Reader reader, long length)
      throws SQLException {
    real().setCharacterStream(parameterIndex, once(parameterIndex, reader), length);
  }

  @Override
  public void setClob(int parameterIndex, Reader reader) throws SQLException {
    real().setClob(parameterIndex, once(parameterIndex, reader));
  }

  @Override
  public void setClob(int parameterIndex, Clob value) throws SQLException {
    real().setClob(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setClob(int parameterIndex, Reader reader, long length) throws SQLException {
    real().setClob(parameterIndex, once(parameterIndex, reader), length);
  }

  @Override
  public void setDate(int parameterIndex, Date value) throws SQLException {
    real().setDate(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setDate(int parameterIndex, Date value, Calendar calendar) throws SQLException {
    real().setDate(parameterIndex, values.keep(parameterIndex, value), calendar);
  }

  @Override
  public void setDouble(int parameterIndex, double value) throws SQLException {
    real().setDouble(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setFloat(int parameterIndex, float value) throws SQLException {
    real().setFloat(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setInt(int parameterIndex, int value) throws SQLException {
    real().setInt(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setLong(int parameterIndex, long value) throws SQLException {
    real().setLong(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setNCharacterStream(int parameterIndex, Reader reader) throws SQLException {
    real().setNCharacterStream(parameterIndex, once(parameterIndex, reader));
  }

  @Override
  public void setNCharacterStream(int parameterIndex, Reader reader, long length)
      throws SQLException {
    real().setNCharacterStream(parameterIndex, once(parameterIndex, reader), length);
  }

  @Override
  public void setNClob(int parameterIndex, Reader reader) throws SQLException {
    real().setNClob(parameterIndex, once(parameterIndex, reader));
  }

  @Override
  public void setNClob(int parameterIndex, NClob value) throws SQLException {
    real().setNClob(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setNClob(int parameterIndex, Reader reader, long length) throws SQLException {
    real().setNClob(parameterIndex, once(parameterIndex, reader), length);
  }

  @Override
  public void setNString(int parameterIndex, String value) throws SQLException {
    real().setNString(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setNull(int parameterIndex, int sqlType) throws SQLException {
    values.keep(parameterIndex, (Object) null);
    real().setNull(parameterIndex, sqlType);
  }

  @Override
  public void setNull(int parameterIndex, int sqlType, String typeName) throws SQLException {
    values.keep(parameterIndex, (Object) null);
    real().setNull(parameterIndex, sqlType, typeName);
  }

  @Override
  public void setObject(int parameterIndex, Object value) throws SQLException {
    real().setObject(parameterIndex, once(parameterIndex, Handover.toDriver(value)));
  }

  @Override
  public void setObject(int parameterIndex, Object value, int targetType) throws SQLException {
    real().setObject(parameterIndex, once(parameterIndex, Handover.toDriver(value)), targetType);
  }

  @Override
  public void setObject(int parameterIndex, Object value, SQLType targetType) throws SQLException {
    real().setObject(parameterIndex, once(parameterIndex, Handover.toDriver(value)), targetType);
  }

  @Override
  public void setObject(int parameterIndex, Object value, int targetType, int scale)
      throws SQLException {
    real()
        .setObject(
            parameterIndex, once(parameterIndex, Handover.toDriver(value)), targetType, scale);
  }

  @Override
  public void setObject(int parameterIndex, Object value, SQLType targetType, int scale)
      throws SQLException {
    real()
        .setObject(
            parameterIndex, once(parameterIndex, Handover.toDriver(value)), targetType, scale);
  }

  @Override
  public void setRef(int parameterIndex, Ref value) throws SQLException {
    real().setRef(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setRowId(int parameterIndex, RowId value) throws SQLException {
    real().setRowId(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setSQLXML(int parameterIndex, SQLXML value) throws SQLException {
    real().setSQLXML(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setShort(int parameterIndex, short value) throws SQLException {
    real().setShort(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setString(int parameterIndex, String value) throws SQLException {
    real().setString(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setTime(int parameterIndex, Time value) throws SQLException {
    real().setTime(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setTime(int parameterIndex, Time value, Calendar calendar) throws SQLException {
    real().setTime(parameterIndex, values.keep(parameterIndex, value), calendar);
  }

  @Override
  public void setTimestamp(int parameterIndex, Timestamp value) throws SQLException {
    real().setTimestamp(parameterIndex, values.keep(parameterIndex, value));
  }

  @Override
  public void setTimestamp(int parameterIndex, Timestamp value, Calendar calendar)
      throws SQLException {
    real().setTimestamp(parameterIndex, values.keep(parameterIndex, value), calendar);
  }

  @Override
  public void setURL(int parameterIndex, URL value) throws SQLException {
    real().setURL(parameterIndex, values.keep(parameterIndex, value));
  }

  @SuppressWarnings("deprecation")
  @Override
  public void setUnicodeStream(int parameterIndex, InputStream stream, int length)
      throws SQLException {
    real().setUnicodeStream(parameterIndex, once(parameterIndex, stream), length);
  }
}
