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
import java.io.Reader;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** H2 from release 2 on, embedded or as a server. Its DDL commits by itself. */
public final class H2Dialect implements Dialect {
  /** Before it, INFORMATION_SCHEMA was another one. */
  private static final int FIRST_RELEASE = 2;

  private static final ServerSessions SESSIONS = new H2Sessions();

  /** A dialect without state. */
  public H2Dialect() {}

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public boolean supports(DatabaseMetaData metaData) throws SQLException {
    return isH2(metaData) && metaData.getDatabaseMajorVersion() >= FIRST_RELEASE;
  }

  private static boolean isH2(DatabaseMetaData metaData) throws SQLException {
    return "H2".equalsIgnoreCase(metaData.getDatabaseProductName());
  }

  /** Which release is the first that is supported, if it is H2 of an older one. */
  static Optional<String> firstReleaseAfter(DatabaseMetaData metaData) throws SQLException {
    return isH2(metaData) && metaData.getDatabaseMajorVersion() < FIRST_RELEASE
        ? Optional.of(Integer.toString(FIRST_RELEASE))
        : Optional.empty();
  }

  @Override
  public String quote(String identifier) {
    return H2Ddl.DDL.quote(identifier);
  }

  @Override
  public String quoteSpelled(String name) {
    return H2Ddl.inDoubleQuotes(name);
  }

  @Override
  public boolean hasTransactionalDdl() {
    return false;
  }

  @Override
  public List<String> statements(SchemaChange change) {
    return H2Ddl.DDL.statements(change);
  }

  @Override
  public List<String> createHistoryTable(TableName table) {
    return H2HistoryTable.create(table);
  }

  @Override
  public String lastRowOfEachModule(TableName historyTable) {
    return H2HistoryTable.lastRowOfEachModule(historyTable);
  }

  /** Others may write other rows; the number of the history's next row only one can append. */
  @Override
  public String begin(SessionLimits limits, Map<String, String> settings) {
    return "BEGIN";
  }

  @Override
  public String currentUtcTimestamp() {
    return "FORMATDATETIME(CURRENT_TIMESTAMP AT TIME ZONE 'UTC', 'yyyy-MM-dd HH:mm:ss.SSS',"
        + " 'en', 'UTC')";
  }

  @Override
  public Optional<SessionSettings> sessionSettings() {
    return Optional.of(new H2Settings());
  }

  @Override
  public Optional<ServerSessions> sessions() {
    return Optional.of(SESSIONS);
  }

  @Override
  public Optional<String> currentSchema(Connection connection) throws SQLException {
    return Rows.first(connection, "SELECT SCHEMA()", row -> row.getString(1));
  }

  @Override
  public Set<String> tableNames(Connection connection) throws SQLException {
    return H2Objects.tableNames(connection);
  }

  @Override
  public Optional<Table> readTable(Connection connection, String name) throws SQLException {
    return H2Inspection.readTable(connection, name);
  }

  @Override
  public List<Index> readIndexes(Connection connection, String table) throws SQLException {
    return H2Inspection.readIndexes(connection, table);
  }

  @Override
  public Optional<String> kindOf(Connection connection, String name) throws SQLException {
    return H2Objects.kindOf(connection, name);
  }

  @Override
  public List<SchemaObject> readObjects(Connection connection) throws SQLException {
    return H2Objects.readObjects(connection);
  }

  /**
   * In lower case: a declared {@code user} is found as USER, which H2 makes of a name without
   * quotes, or under the same name in any other case.
   */
  @Override
  public String normalizeName(String identifier) {
    return identifier.toLowerCase(Locale.ROOT);
  }

  @Override
  public ColumnType normalizeType(ColumnType type) {
    return H2Types.normalize(type);
  }

  @Override
  public DefaultValue normalizeDefault(DefaultValue value, ColumnType type) {
    return H2Defaults.normalize(value, type);
  }

  @Override
  public String describeType(ColumnType type) {
    return H2Types.describe(type);
  }

  @Override
  public boolean endsWithTransaction(String sql) {
    return TransactionScope.onH2(sql);
  }

  @Override
  public ScriptRole roleInScript(String sql) {
    return ScriptRoles.of(ScriptGrammar.H2, sql);
  }

  @Override
  public ScriptStatements statements(Reader script, String name) {
    return new ScriptCutter(script, name, ScriptGrammar.H2);
  }

  @Override
  public List<StatementToken> tokens(String sql) {
    return ScriptTokens.of(ScriptGrammar.H2, sql);
  }

  @Override
  public StatementCheck check(String sql) {
    return H2Statements.check(sql);
  }

  @Override
  public List<Literal> literals(String sql) {
    return StandardLiterals.ofH2(sql);
  }

  /** Each change of the schema is all or nothing; a script and a call are several of them. */
  @Override
  public boolean failsWithoutEffect(String sql) {
    return H2Statements.failsWithoutEffect(sql);
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return H2Errors.classify(error);
  }

  @Override
  public Optional<String> missingPrivilege(SQLException error, String sql) {
    return H2Errors.missingPrivilege(error, sql);
  }

  @Override
  public String messageOf(SQLException error) {
    return H2Errors.messageOf(error);
  }

  @Override
  public Optional<String> readOnlyBecause(Connection connection) throws SQLException {
    return ReadOnly.h2(connection);
  }
}
