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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SQLite, through any driver that passes SQLite's result codes on. */
public final class SqliteDialect implements Dialect {

  /** A dialect without state. */
  public SqliteDialect() {}

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public boolean supports(DatabaseMetaData metaData) throws SQLException {
    return "SQLite".equalsIgnoreCase(metaData.getDatabaseProductName());
  }

  @Override
  public String quote(String identifier) {
    return SqliteDdl.quote(identifier);
  }

  @Override
  public boolean hasTransactionalDdl() {
    return true;
  }

  @Override
  public List<String> statements(SchemaChange change) {
    return SqliteDdl.statements(change);
  }

  @Override
  public String quote(TableName table) {
    return SqliteHistoryTable.quote(table);
  }

  @Override
  public List<String> createHistoryTable(TableName table) {
    return SqliteHistoryTable.create(table);
  }

  @Override
  public String lastRowOfEachModule(TableName historyTable) {
    return SqliteHistoryTable.lastRowOfEachModule(historyTable);
  }

  /** The write lock of the whole database; how long it is waited for is the driver's setting. */
  @Override
  public String begin(SessionLimits limits, Map<String, String> settings) {
    return "BEGIN IMMEDIATE";
  }

  @Override
  public String currentUtcTimestamp() {
    return "strftime('%Y-%m-%d %H:%M:%f', 'now')";
  }

  @Override
  public Optional<SessionSettings> sessionSettings() {
    return Optional.of(new SqliteSettings());
  }

  /** None: a process opens the file itself. */
  @Override
  public Optional<ServerSessions> sessions() {
    return Optional.empty();
  }

  @Override
  public Optional<String> currentSchema(Connection connection) {
    return Optional.empty();
  }

  @Override
  public Set<String> tableNames(Connection connection) throws SQLException {
    return SqliteInspection.tableNames(connection);
  }

  @Override
  public Optional<Table> readTable(Connection connection, String name) throws SQLException {
    return SqliteInspection.readTable(connection, name);
  }

  @Override
  public List<Index> readIndexes(Connection connection, String table) throws SQLException {
    return SqliteIndexes.read(connection, table).stream()
        .filter(SqliteIndexes.Found::isMade)
        .map(SqliteIndexes.Found::toIndex)
        .toList();
  }

  @Override
  public Optional<String> kindOf(Connection connection, String name) throws SQLException {
    return SqliteInspection.kindOf(connection, name);
  }

  @Override
  public List<SchemaObject> readObjects(Connection connection) throws SQLException {
    return SqliteInspection.readObjects(connection);
  }

  /** Only the letters of ASCII: to SQLite {@code Ä} and {@code ä} are two names. */
  @Override
  public String normalizeName(String identifier) {
    StringBuilder name = new StringBuilder(identifier);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        name.setCharAt(i, (char) (c - 'A' + 'a'));
      }
    }
    return name.toString();
  }

  @Override
  public ColumnType normalizeType(ColumnType type) {
    return SqliteTypes.normalize(type);
  }

  @Override
  public DefaultValue normalizeDefault(DefaultValue value, ColumnType type) {
    return SqliteDefaults.normalize(value, SqliteTypes.affinity(type));
  }

  @Override
  public String describeType(ColumnType type) {
    return SqliteTypes.describe(type);
  }

  @Override
  public List<String> findDamage(Connection connection) throws SQLException {
    return SqliteChecks.findDamage(connection);
  }

  @Override
  public List<ForeignKeyViolation> findForeignKeyViolations(Connection connection)
      throws SQLException {
    return SqliteChecks.findForeignKeyViolations(connection);
  }

  @Override
  public Optional<ForeignKeySwitch> foreignKeySwitch() {
    return Optional.of(new ForeignKeySwitch(
        "PRAGMA foreign_keys", "PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON"));
  }

  @Override
  public ScriptRole roleInScript(String sql) {
    return ScriptRoles.of(ScriptGrammar.SQLITE, sql);
  }

  @Override
  public ScriptStatements statements(Reader script, String name) {
    return new ScriptCutter(script, name, ScriptGrammar.SQLITE);
  }

  @Override
  public List<StatementToken> tokens(String sql) {
    return ScriptTokens.of(ScriptGrammar.SQLITE, sql);
  }

  @Override
  public StatementCheck check(String sql) {
    return SqliteStatements.check(sql);
  }

  @Override
  public List<Literal> literals(String sql) {
    return StandardLiterals.ofSqlite(sql);
  }

  /** Each statement is all or nothing, VACUUM too. */
  @Override
  public boolean failsWithoutEffect(String sql) {
    return true;
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return SqliteErrors.classify(error);
  }

  @Override
  public Optional<Path> databaseFile(Connection connection) throws SQLException {
    return SqliteChecks.databaseFile(connection);
  }

  @Override
  public Optional<Path> livenessFile(Connection connection) throws SQLException {
    return databaseFile(connection).map(file -> Path.of(file + "-migrate.lock"));
  }
}
