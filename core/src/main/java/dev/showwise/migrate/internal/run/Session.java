package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DatabaseInfo;
import dev.showwise.migrate.EngineOptions;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.internal.dialect.Dialects;
import dev.showwise.migrate.internal.history.HistoryTable;
import dev.showwise.migrate.internal.secrecy.Credentials;
import dev.showwise.migrate.internal.secrecy.Discretion;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionIdentity;
import dev.showwise.migrate.spi.SessionIdentity.Topology;
import dev.showwise.migrate.spi.SessionLimits;
import dev.showwise.migrate.spi.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection on loan, in autocommit mode so that the engine's own BEGIN and COMMIT are the only
 * ones. Closing gives it back as it came; one that is in doubt is aborted and never goes back to its
 * pool.
 */
final class Session implements AutoCloseable {
  /** Short, so that whoever waits for another runner soon takes a fresh look at the history. */
  static final Duration CLAIM_WAIT = Duration.ofSeconds(1);

  private final Dialect dialect;
  private final EngineOptions options;
  private final Discretion discretion;
  private Connection connection;
  private Settings settings;
  private AuthorSettings authorSettings;
  private ForeignKeyEnforcement enforcement;
  private boolean autoCommitBefore;
  private @Nullable SessionIdentity identity;
  private @Nullable HistoryTable history;
  private @Nullable ToldTime told;
  private @Nullable Heartbeat heartbeat;
  private boolean heartbeatSettled;
  private Optional<OpenedFile> file = Optional.empty();
  private boolean aborted;
  private boolean inDoubt;

  private Session(
      Connection connection, Dialect dialect, EngineOptions options, boolean autoCommitBefore) {
    this.connection = connection;
    this.dialect = dialect;
    this.options = options;
    this.settings = new Settings(connection, dialect, options.schema());
    this.authorSettings = new AuthorSettings(connection, dialect);
    this.discretion = new Discretion(dialect, options.literals());
    this.enforcement = new ForeignKeyEnforcement(connection, dialect);
    this.autoCommitBefore = autoCommitBefore;
  }

  static Session open(Environment environment) {
    Session session = openUnsettled(environment);
    try {
      session.settle(environment);
      return session;
    } catch (RuntimeException | Error e) {
      closeAfter(e, session);
      throw e;
    }
  }

  /** Makes the migrations on this product of those at hand, unless that was done before. */
  void settle(Environment environment) {
    environment.migrations().settle(dialect);
  }

  /** A session for a look at the history alone: what the migrations at hand are on its product is not known. */
  static Session openUnsettled(Environment environment) {
    Connection connection;
    try {
      connection = environment.dataSource().getConnection();
    } catch (SQLException e) {
      throw notOpened("The database could not be opened: ", e);
    }
    try {
      Dialect dialect = environment.dialect().isPresent()
          ? environment.dialect().get()
          : Dialects.find(connection.getMetaData(), environment.classLoader());
      boolean autoCommit = connection.getAutoCommit();
      if (!autoCommit) {
        connection.setAutoCommit(true);
      }
      return entered(new Session(connection, dialect, environment.options(), autoCommit));
    } catch (SQLException e) {
      closeAfter(e, connection);
      throw notOpened("The database could not be asked what it is: ", e);
    } catch (RuntimeException | Error e) {
      closeAfter(e, connection);
      throw e;
    }
  }

  private static Unavailable notOpened(String what, SQLException error) {
    return new Unavailable(
        what + Credentials.removedFromText(String.valueOf(error.getMessage())),
        Discretion.withoutCredentials(error));
  }

  /** The session in the schema that was asked for; one that cannot get there goes back as it came. */
  private static Session entered(Session session) throws SQLException {
    try {
      session.settings.enterSchema();
      return session;
    } catch (SQLException | RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Gives the connection back, or ends it where it is in doubt, and goes on with a fresh one. Only where the
   * database is in a file: what is in memory may end with its connection.
   *
   * @throws Unavailable if there is none; then this session is over
   */
  void renew(Environment environment) {
    close();
    // nothing is left to be given back until there is another one
    aborted = true;
    Session fresh = open(environment);
    connection = fresh.connection;
    settings = fresh.settings;
    authorSettings = fresh.authorSettings;
    enforcement = fresh.enforcement;
    autoCommitBefore = fresh.autoCommitBefore;
    aborted = false;
    inDoubt = false;
  }

  /** Whether whoever writes has the database to itself, and it is in a file, where others find it again. */
  boolean isAloneInAFile() {
    return !isOnServer() && dialect.hasTransactionalDdl() && file.isPresent();
  }

  /** Remembers which file the database is in, where it is in one, before that is changed. */
  void noteFile() throws SQLException {
    file = dialect.databaseFile(connection).map(OpenedFile::at);
  }

  /** Where the file was that is not there any more, or has another in its place. */
  Optional<Path> goneFile() {
    return file.filter(OpenedFile::isGone).map(OpenedFile::path);
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  /** What its migrations set in it. */
  AuthorSettings authorSettings() {
    return authorSettings;
  }

  /** Knows what must not be told of what failed in this session. */
  Discretion discretion() {
    return discretion;
  }

  /** The history table, wherever the session's search path leads afterwards. */
  HistoryTable history() throws SQLException {
    HistoryTable found = history;
    if (found == null) {
      Optional<String> schema =
          options.schema().isPresent() ? options.schema() : dialect.currentSchema(connection);
      found = new HistoryTable(new TableName(schema, options.historyTable()), dialect);
      history = found;
    }
    return found;
  }

  /** The history table by its name alone, which costs no question. */
  HistoryTable historyByName() {
    HistoryTable found = history;
    return found != null
        ? found
        : new HistoryTable(TableName.unqualified(options.historyTable()), dialect);
  }

  /** This session as others can recognise it; asked once. Only on a server. */
  SessionIdentity identity(ServerSessions sessions) throws SQLException {
    SessionIdentity found = identity;
    if (found == null) {
      found = sessions.identify(connection);
      identity = found;
    }
    return found;
  }

  /**
   * What renews claims of this session for those who cannot see it; empty if everybody can, or if it has
   * no connection to do so with. The same one until the session ends.
   */
  Optional<Heartbeat> heartbeat(Environment environment) throws SQLException {
    if (!heartbeatSettled) {
      Optional<ServerSessions> sessions = dialect.sessions();
      boolean isSeenByAll =
          sessions.isEmpty() || identity(sessions.get()).topology() == Topology.SINGLE;
      if (!isSeenByAll) {
        heartbeat = Heartbeat.start(environment, history()).orElse(null);
      }
      heartbeatSettled = true;
    }
    return Optional.ofNullable(heartbeat);
  }

  private void endHeartbeat() {
    if (heartbeat != null) {
      heartbeat.close();
    }
  }

  /** The setting that leads names without a schema home; see {@link Settings#home}. */
  Map<String, String> home() throws SQLException {
    return settings.home();
  }

  /** The server's time; for a while after it was asked it is known without a question. */
  Instant now() throws SQLException {
    ToldTime last = told;
    if (last == null || last.isOld()) {
      last = new ToldTime(history().now(connection), System.nanoTime());
      told = last;
    }
    return last.now();
  }

  /**
   * Begins a transaction for the history.
   *
   * @param inIt settings for this transaction; see {@link Dialect#begin}
   */
  void begin(Map<String, String> inIt) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // settings may come with rows
      statement.execute(beginning(inIt));
    }
  }

  /**
   * Begins a transaction for the history with its first row, and gets ready for what the row is about, in one
   * request. Only where a text may have several statements.
   *
   * @param then what comes after the row
   */
  void beginWith(HistoryEntry row, Map<String, String> inIt, String then) throws SQLException {
    history().appendBetween(connection, beginning(inIt), row, then);
  }

  private String beginning(Map<String, String> inIt) {
    return dialect.begin(new SessionLimits(shorter(CLAIM_WAIT), options.lease()), inIt);
  }

  /**
   * Keeps the session within limits until it is given back, where the product has such for sessions,
   * and leads names without a schema home. To be called before each migration outside a transaction,
   * since the one before may have set others.
   */
  void limit(Duration lockWait) throws SQLException {
    Optional<ServerSessions> sessions = dialect.sessions();
    if (sessions.isPresent()) {
      SessionLimits limits = new SessionLimits(shorter(lockWait), options.lease());
      settings.assignAtHome(
          sessions.get(), sessions.get().within(limits, identity(sessions.get())));
    }
  }

  /** A server that waits for longer than this run may would make it overshoot. */
  private Duration shorter(Duration wait) {
    Duration limit = options.lockTimeout();
    Duration shorter = wait.compareTo(limit) < 0 ? wait : limit;
    return shorter.isZero() ? Duration.ofMillis(1) : shorter;
  }

  DatabaseInfo info() throws SQLException {
    DatabaseMetaData metaData = connection.getMetaData();
    String url = metaData.getURL();
    return new DatabaseInfo(
        metaData.getDatabaseProductName(),
        metaData.getDatabaseProductVersion(),
        url == null ? "" : Credentials.removedFrom(url),
        metaData.getDriverName() + " " + metaData.getDriverVersion());
  }

  /** Which server instance, for the history; without a server, the product and its version. */
  String instance() throws SQLException {
    Optional<ServerSessions> sessions = dialect.sessions();
    if (sessions.isPresent()) {
      return identity(sessions.get()).instance();
    }
    DatabaseMetaData metaData = connection.getMetaData();
    return metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
  }

  /** Which session, for the history: this process, and on a server what it calls the session. */
  String name() throws SQLException {
    String process = "process " + ProcessHandle.current().pid();
    Optional<ServerSessions> sessions = dialect.sessions();
    return sessions.isPresent() ? process + ", " + identity(sessions.get()).session() : process;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Turns the enforcement of foreign keys off until it is restored or the session ends. */
  void suspendForeignKeyEnforcement() throws SQLException {
    enforcement.suspend();
  }

  /** Sets the enforcement of foreign keys as it was before it was suspended. */
  void restoreForeignKeyEnforcement() throws SQLException {
    if (!aborted) {
      enforcement.restore();
    }
  }

  /**
   * Whether others work on the same server: they are excluded by the row that is appended, not by the
   * beginning of a transaction, and a COMMIT that failed has ended it.
   */
  boolean isOnServer() {
    return dialect.sessions().isPresent();
  }

  boolean isAborted() {
    return aborted;
  }

  /** Rolls back. Where that fails nobody else shall inherit the connection. */
  void rollback() throws SQLException {
    boolean done = false;
    try {
      execute("ROLLBACK");
      done = true;
    } finally {
      inDoubt |= !done;
    }
  }

  /** Rolls back; a failure of that is suppressed in {@code reason}. Returns whether it worked. */
  boolean rollback(Throwable reason) {
    try {
      rollback();
      return true;
    } catch (Throwable e) {
      reason.addSuppressed(e);
      return false;
    }
  }

  /** Rolls back what may have begun, although the answer says that it did not. */
  void rollbackIfBegun() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // what is not there cannot be rolled back
    }
  }

  /** Ends the connection for good: what it did last is in doubt, and nobody else shall inherit it. */
  void abort(Throwable reason) {
    aborted = true;
    endHeartbeat();
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException e) {
      reason.addSuppressed(e);
    }
    closeAfter(reason, connection);
  }

  @Override
  public void close() {
    if (aborted) {
      return;
    }
    endHeartbeat();
    try {
      if (inDoubt) {
        throw new SQLException("its transaction could not be rolled back");
      }
      restoreForeignKeyEnforcement();
      authorSettings.end();
      settings.restore();
      if (!autoCommitBefore) {
        connection.setAutoCommit(false);
      }
      connection.close();
    } catch (SQLException | RuntimeException e) {
      // what the run did is committed, so this is no failure of it; but nobody else shall inherit
      // it
      Announcer.connectionEnded(discretion.shown(e));
      abort(e);
    } catch (Error e) {
      abort(e);
      throw e;
    }
  }
}
