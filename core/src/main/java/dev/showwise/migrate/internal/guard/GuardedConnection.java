package dev.showwise.migrate.internal.guard;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.ClientInfoStatus;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/**
 * The connection as an author gets it. Statements go through a {@link StatementGate}; what belongs to
 * the engine (transactions, closing, settings of the session) is refused with a message that says why
 * and what to do instead; nothing that it hands out leads to the driver's objects. Nullness is that
 * of JDBC.
 *
 * <p>For one thread, as JDBC connections are; only {@link #expire} and {@link #cancel} may
 * come from another one. Made
 * for one call of an author and expired after it. As long as the interface is.
 */
@NullUnmarked
public sealed class GuardedConnection implements Connection, Guarded permits NestedConnection {
  private static final String OTHER_PLACE =
      "the history and the migrations to come would be sought in another place. Write the place in"
          + " front of the table's name in SQL";

  private final Connection real;
  private final StatementGate gate;
  private final Set<GuardedStatement> open = ConcurrentHashMap.newKeySet();
  private volatile boolean expired;
  private volatile boolean cancelled;

  /**
   * Guards a connection.
   *
   * @param real what the statements are sent on; is left open
   * @param gate sees every statement
   */
  public GuardedConnection(Connection real, StatementGate gate) {
    this.real = real;
    this.gate = gate;
  }

  /**
   * Ends the author's use: closes the statements that are still open, and refuses every further use of
   * the connection and of all that came from it. Call it before the transaction is ended: an open
   * statement can keep a lock. A second call does nothing.
   *
   * @return what went wrong on closing statements, further failures suppressed in the first; empty if
   *     nothing did
   */
  public Optional<SQLException> expire() {
    expired = true;
    SQLException failure = null;
    for (GuardedStatement statement : List.copyOf(open)) {
      SQLException next = close(statement);
      if (failure == null) {
        failure = next;
      } else if (next != null) {
        failure.addSuppressed(next);
      }
    }
    open.clear();
    return Optional.ofNullable(failure);
  }

  private static SQLException close(GuardedStatement statement) {
    try {
      statement.closeReal();
      return null;
    } catch (SQLException e) {
      return e;
    } catch (RuntimeException e) {
      return new SQLException("the driver failed to close a statement", e);
    }
  }

  /**
   * Cancels the statements that are at work, and sends no further one. Does nothing once the connection
   * has expired.
   *
   * @throws SQLException if the driver could not be asked to
   */
  public void cancel() throws SQLException {
    cancelled = true;
    for (GuardedStatement statement : List.copyOf(open)) {
      if (!expired) {
        statement.cancelReal();
      }
    }
  }

  /** Nothing more is sent once it was cancelled. */
  void requireWanted() throws SQLException {
    requireValid();
    if (cancelled) {
      throw new SQLException("the run was cancelled, so nothing more is sent");
    }
  }

  boolean isExpired() {
    return expired;
  }

  void requireValid() throws SQLException {
    if (expired) {
      throw Refusal.expired();
    }
  }

  StatementGate gate() {
    return gate;
  }

  void forget(GuardedStatement statement) {
    open.remove(statement);
  }

  private Connection real() throws SQLException {
    requireValid();
    return real;
  }

  private SQLException refused(String call, String why) {
    return expired ? Refusal.expired() : Refusal.of("Connection." + call, why);
  }

  /** Looks once more after it is remembered: {@link #expire} may have come in between. */
  private <S extends GuardedStatement> S remembered(S statement) throws SQLException {
    open.add(statement);
    if (expired) {
      statement.closeReal();
      throw Refusal.expired();
    }
    return statement;
  }

  // --- statements

  /**
   * Executes statements one after the other, in as few requests as the gate makes of them.
   *
   * @throws SQLException what the first that failed came to; those after it are not executed
   */
  public void executeInOrder(List<PlacedStatement> statements) throws SQLException {
    try (GuardedStatement statement =
        remembered(new GuardedStatement(real().createStatement(), this))) {
      statement.executeInOrder(statements);
    }
  }

  @Override
  public Statement createStatement() throws SQLException {
    return remembered(new GuardedStatement(real().createStatement(), this));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    requireReadOnly(concurrency);
    return remembered(new GuardedStatement(real().createStatement(type, concurrency), this));
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    requireReadOnly(concurrency);
    return remembered(
        new GuardedStatement(real().createStatement(type, concurrency, holdability), this));
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepared(sql, text -> real().prepareStatement(text));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    requireReadOnly(concurrency);
    return prepared(sql, text -> real().prepareStatement(text, type, concurrency));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    requireReadOnly(concurrency);
    return prepared(sql, text -> real().prepareStatement(text, type, concurrency, holdability));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
    return prepared(sql, text -> real().prepareStatement(text, autoGeneratedKeys));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
    return prepared(sql, text -> real().prepareStatement(text, columnIndexes));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
    return prepared(sql, text -> real().prepareStatement(text, columnNames));
  }

  private PreparedStatement prepared(String sql, Preparation call) throws SQLException {
    requireValid();
    PreparedStatement real;
    try {
      String text = gate.wording(sql);
      real = gate.prepare(sql, () -> call.of(text));
    } catch (SQLException | RuntimeException e) {
      gate.failed(sql, List.of());
      throw e;
    }
    GuardedPreparedStatement statement = new GuardedPreparedStatement(real, sql, this);
    gate.prepared(sql, statement::boundValues);
    return remembered(statement);
  }

  /** One of the ways to have a text prepared. */
  @FunctionalInterface
  private interface Preparation {
    PreparedStatement of(String text) throws SQLException;
  }

  private void requireReadOnly(int concurrency) throws SQLException {
    if (concurrency == ResultSet.CONCUR_UPDATABLE) {
      throw refused(
          "createStatement and prepareStatement with CONCUR_UPDATABLE",
          "the engine has to see each change. Read with CONCUR_READ_ONLY, and change rows with an"
              + " UPDATE, INSERT or DELETE statement");
    }
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw noCalls();
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    throw noCalls();
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw noCalls();
  }

  private SQLException noCalls() {
    return refused(
        "prepareCall",
        "output parameters are not supported. Prepare the product's own CALL or SELECT statement with"
            + " prepareStatement");
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    return real().nativeSQL(sql);
  }

  // --- transactions, which are the engine's

  @Override
  public void commit() throws SQLException {
    throw refused(
        "commit()",
        "the engine commits a migration together with its record, so that neither is ever there"
            + " without the other. Leave the call out; if each statement has to stand for itself,"
            + " return ExecutionOptions.DEFAULT.outsideTransaction() from options()");
  }

  @Override
  public void rollback() throws SQLException {
    throw refused(
        "rollback()", "the engine undoes a migration as a whole. Throw an exception, and it will");
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    throw noSavepoints("rollback(Savepoint)");
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw noSavepoints("setSavepoint()");
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    throw noSavepoints("setSavepoint(String)");
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    throw noSavepoints("releaseSavepoint(Savepoint)");
  }

  private SQLException noSavepoints(String call) {
    return refused(
        call,
        "the engine holds a savepoint around the migration and relies on it. Query first whether a"
            + " statement can succeed, or make two migrations of it");
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    throw refused(
        "setAutoCommit(" + autoCommit + ")",
        "it would end the engine's transaction. Whether a migration runs in one is said by"
            + " options(), with ExecutionOptions.TransactionMode");
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return real().getAutoCommit();
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    throw refused(
        "setTransactionIsolation(" + level + ")",
        "the engine chose the level that its claim needs. Leave the call out");
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    return real().getTransactionIsolation();
  }

  // --- the life of the connection, which is the engine's

  @Override
  public void close() throws SQLException {
    throw refused(
        "close()",
        "the engine still has to record the migration on this connection. Take the connection out of"
            + " try-with-resources; statements that are left open are closed by the engine");
  }

  @Override
  public boolean isClosed() throws SQLException {
    return expired || real.isClosed();
  }

  @Override
  public boolean isValid(int seconds) throws SQLException {
    return !expired && real.isValid(seconds);
  }

  @Override
  public void abort(Executor executor) throws SQLException {
    throw refused(
        "abort(Executor)",
        "the engine needs the connection to undo and to record. Throw an exception to stop");
  }

  // --- the session, which outlives the migration

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    throw refused(
        "setReadOnly(" + readOnly + ")", "the engine has to write the history. Leave the call out");
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return real().isReadOnly();
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    throw refused("setCatalog(String)", OTHER_PLACE);
  }

  @Override
  public String getCatalog() throws SQLException {
    return real().getCatalog();
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    throw refused("setSchema(String)", OTHER_PLACE);
  }

  @Override
  public String getSchema() throws SQLException {
    return real().getSchema();
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    throw refused(
        "setHoldability(" + holdability + ")",
        "it would stay set for what comes after. Give it to createStatement or prepareStatement");
  }

  @Override
  public int getHoldability() throws SQLException {
    return real().getHoldability();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    throw refused(
        "setTypeMap(Map)",
        "it would stay set for what comes after. Give the map to ResultSet.getObject");
  }

  /** A copy: some drivers give out the one they work with. */
  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    Map<String, Class<?>> map = real().getTypeMap();
    return map == null ? null : new HashMap<>(map);
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    throw refused(
        "setNetworkTimeout(Executor, int)",
        "it would stay set for what comes after. Use Statement.setQueryTimeout");
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    return real().getNetworkTimeout();
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    throw noClientInfo("setClientInfo(String, String)", Set.of(name));
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    throw noClientInfo("setClientInfo(Properties)", properties.stringPropertyNames());
  }

  private SQLClientInfoException noClientInfo(String call, Set<String> names) {
    SQLException refused =
        refused(call, "other runners tell by it that this one is alive. Leave the call out");
    Map<String, ClientInfoStatus> unset = names.stream()
        .collect(Collectors.toMap(name -> name, name -> ClientInfoStatus.REASON_UNKNOWN));
    return new SQLClientInfoException(refused.getMessage(), unset);
  }

  @Override
  public String getClientInfo(String name) throws SQLException {
    return real().getClientInfo(name);
  }

  /** A copy: some drivers give out the one they work with. */
  @Override
  public Properties getClientInfo() throws SQLException {
    Properties copy = new Properties();
    Properties info = real().getClientInfo();
    if (info != null) {
      copy.putAll(info);
    }
    return copy;
  }

  /** Refused because {@link DatabaseMetaData#getConnection} leads to the driver's connection. */
  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    throw refused(
        "getMetaData()",
        "it leads to the connection behind the guard. What tables and columns there are is told by"
            + " context.schema(), facts of the product and quoting by context.dialect()");
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    return real().getWarnings();
  }

  @Override
  public void clearWarnings() throws SQLException {
    real().clearWarnings();
  }

  // --- values

  @Override
  public Blob createBlob() throws SQLException {
    return real().createBlob();
  }

  @Override
  public Clob createClob() throws SQLException {
    return real().createClob();
  }

  @Override
  public NClob createNClob() throws SQLException {
    return real().createNClob();
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    return real().createSQLXML();
  }

  @Override
  public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    return (Array) Handover.toAuthor(real().createArrayOf(typeName, elements), this, null);
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    return real()
        .createStruct(
            typeName, Arrays.stream(attributes).map(Handover::toDriver).toArray());
  }
}
