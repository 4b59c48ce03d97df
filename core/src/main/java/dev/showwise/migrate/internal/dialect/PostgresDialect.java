package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Literal;
import dev.showwise.migrate.spi.ScriptStatements;
import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionLimits;
import dev.showwise.migrate.spi.SessionSettings;
import dev.showwise.migrate.spi.StatementToken;
import dev.showwise.migrate.spi.TableName;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL from release 12 on, through any driver that passes its SQLSTATE on. */
public final class PostgresDialect implements Dialect {

  private static final ServerSessions SESSIONS = new PostgresSessions();

  /**
   * Checks what a COMMIT checks, and lets deferred triggers do what they do. Each constraint that is deferred
   * from the beginning is deferred again afterwards, by its name: SET CONSTRAINTS ALL could not be taken back.
   * One that shares its name with another that is not, which the name cannot tell apart, stays immediate.
   */
  private static final String CHECK_DEFERRED = """
      DO $commit$
      DECLARE
        checked text;
        deferred text;
      BEGIN
        SELECT string_agg(DISTINCT name, ', '), string_agg(DISTINCT name, ', ') FILTER (WHERE is_alone)
          INTO checked, deferred
          FROM (
            SELECT format('%I.%I', n.nspname, c.conname) AS name, NOT EXISTS (
                SELECT FROM pg_catalog.pg_constraint o
                WHERE o.conname = c.conname AND o.connamespace = c.connamespace AND NOT o.condeferred
              ) AS is_alone
            FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
            WHERE c.condeferred AND has_schema_privilege(n.oid, 'USAGE')) AS found;
        IF checked IS NOT NULL THEN
          EXECUTE 'SET CONSTRAINTS ' || checked || ' IMMEDIATE';
        END IF;
        IF deferred IS NOT NULL THEN
          EXECUTE 'SET CONSTRAINTS ' || deferred || ' DEFERRED';
        END IF;
      END $commit$""";

  /** A dialect without state. */
  public PostgresDialect() {}

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public boolean supports(DatabaseMetaData metaData) throws SQLException {
    return PostgresProduct.isBehind(metaData);
  }

  @Override
  public String quote(String identifier) {
    return PostgresDdl.DDL.quote(identifier);
  }

  @Override
  public boolean hasTransactionalDdl() {
    return true;
  }

  @Override
  public List<String> statements(SchemaChange change) {
    return PostgresDdl.DDL.statements(change);
  }

  @Override
  public List<String> createHistoryTable(TableName table) {
    return PostgresHistoryTable.create(table);
  }

  @Override
  public String lastRowOfEachModule(TableName historyTable) {
    return PostgresHistoryTable.lastRowOfEachModule(historyTable);
  }

  /**
   * Others may read and write; the number of the history's next row, which only one can append, keeps
   * them from changing what a migration changes. What others committed is seen, whatever the
   * session's own isolation is.
   */
  /** As long as none of them has parameters. */
  @Override
  public boolean takesSeveralStatements() {
    return true;
  }

  @Override
  public String begin(SessionLimits limits, Map<String, String> settings) {
    return "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
        + setLockTimeout(limits.lockWait())
        + "; SET LOCAL idle_in_transaction_session_timeout = " + limits.idle().toMillis()
        + settings.entrySet().stream()
            .map(PostgresSessions::setLocally)
            .collect(Collectors.joining());
  }

  private static String setLockTimeout(Duration lockWait) {
    // 0 would mean for ever
    return "SET LOCAL lock_timeout = " + Math.max(1, lockWait.toMillis());
  }

  @Override
  public Optional<String> limitLockWait(Duration lockWait) {
    return Optional.of(setLockTimeout(lockWait));
  }

  @Override
  public String currentUtcTimestamp() {
    return "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')";
  }

  @Override
  public Optional<SessionSettings> sessionSettings() {
    return Optional.of(new PostgresSettings());
  }

  @Override
  public Optional<ServerSessions> sessions() {
    return Optional.of(SESSIONS);
  }

  /** The first schema of the search path that is there. */
  @Override
  public Optional<String> currentSchema(Connection connection) throws SQLException {
    Place place = PostgresRows.first(
            connection,
            "SELECT current_schema(), current_setting('search_path')",
            row -> new Place(Optional.ofNullable(row.getString(1)), row.getString(2)))
        .orElseThrow();
    if (place.schema().isEmpty()) {
      throw new SQLException("no schema of this session's search_path (" + place.searchPath()
          + ") is there for this account, so there is no place for the history table; create the"
          + " schema, name one that is there, or have USAGE on schema granted to the account");
    }
    return place.schema();
  }

  private record Place(Optional<String> schema, String searchPath) {}

  @Override
  public Set<String> tableNames(Connection connection) throws SQLException {
    return PostgresObjects.tableNames(connection);
  }

  @Override
  public Optional<Table> readTable(Connection connection, String name) throws SQLException {
    return PostgresInspection.readTable(connection, name);
  }

  @Override
  public List<Index> readIndexes(Connection connection, String table) throws SQLException {
    return PostgresInspection.readIndexes(connection, table);
  }

  @Override
  public Optional<String> kindOf(Connection connection, String name) throws SQLException {
    return PostgresObjects.kindOf(connection, name);
  }

  @Override
  public List<SchemaObject> readObjects(Connection connection) throws SQLException {
    return PostgresObjects.readObjects(connection);
  }

  /**
   * As it is: names are always quoted, so {@code user} and {@code User} are two tables. A name in
   * lower case is the one that the same name without quotes means.
   */
  @Override
  public String normalizeName(String identifier) {
    return identifier;
  }

  @Override
  public ColumnType normalizeType(ColumnType type) {
    return PostgresTypes.normalize(type);
  }

  @Override
  public DefaultValue normalizeDefault(DefaultValue value, ColumnType type) {
    return PostgresDefaults.normalize(value, type);
  }

  @Override
  public String describeType(ColumnType type) {
    return PostgresTypes.describe(type);
  }

  @Override
  public Optional<String> refusalOfRows(String sql) {
    return CopyByInserts.refusal(sql);
  }

  @Override
  public void sendRows(Connection connection, String sql, Reader rows)
      throws SQLException, IOException {
    CopyByInserts.send(connection, sql, rows);
  }

  @Override
  public boolean endsWithTransaction(String sql) {
    return TransactionScope.onPostgres(sql);
  }

  @Override
  public Optional<String> inPlaceOfCommit() {
    return Optional.of(CHECK_DEFERRED);
  }

  @Override
  public ScriptRole roleInScript(String sql) {
    return ScriptRoles.of(ScriptGrammar.POSTGRESQL, sql);
  }

  @Override
  public ScriptStatements statements(Reader script, String name) {
    return new ScriptCutter(script, name, ScriptGrammar.POSTGRESQL);
  }

  @Override
  public List<StatementToken> tokens(String sql) {
    return ScriptTokens.of(ScriptGrammar.POSTGRESQL, sql);
  }

  @Override
  public StatementCheck check(String sql) {
    return PostgresStatements.check(sql);
  }

  @Override
  public List<Literal> literals(String sql) {
    return StandardLiterals.ofPostgres(sql);
  }

  /** What works outside a transaction does so in several of its own, and leaves an invalid index. */
  @Override
  public boolean failsWithoutEffect(String sql) {
    return check(sql).kind() == StatementCheck.Kind.ORDINARY;
  }

  /** An index whose build failed stays, invalid, and IF NOT EXISTS calls it done. */
  @Override
  public Optional<String> leftUndone(Connection connection, String sql) throws SQLException {
    Optional<String> index = PostgresStatements.concurrentIndex(sql);
    if (index.isEmpty() || !PostgresObjects.isInvalidIndex(connection, index.get())) {
      return Optional.empty();
    }
    return Optional.of("index " + index.get() + " is there and invalid, left by an earlier attempt"
        + " that failed; nothing uses it. Drop it (DROP INDEX CONCURRENTLY " + index.get()
        + ") and build it anew");
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return PostgresErrors.classify(error);
  }

  @Override
  public Optional<String> missingPrivilege(SQLException error, String sql) {
    return PostgresErrors.missingPrivilege(error, sql);
  }

  @Override
  public String messageOf(SQLException error) {
    return PostgresErrors.messageOf(error);
  }

  @Override
  public Optional<String> readOnlyBecause(Connection connection) throws SQLException {
    return ReadOnly.postgres(connection);
  }
}
