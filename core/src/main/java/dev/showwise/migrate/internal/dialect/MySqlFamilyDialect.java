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

/**
 * What MariaDB and MySQL have in common, which is nearly all; {@link MySqlProduct} has the rest. The
 * tables are those of the connection's current database.
 */
abstract class MySqlFamilyDialect implements Dialect {
  private final MySqlProduct product;
  private final MySqlDdl ddl;
  private final ServerSessions sessions;

  MySqlFamilyDialect(MySqlProduct product) {
    this.product = product;
    this.ddl = new MySqlDdl(product);
    this.sessions = new MySqlSessions();
  }

  @Override
  public final String name() {
    return product.dialectName();
  }

  @Override
  public final boolean supports(DatabaseMetaData metaData) throws SQLException {
    return product.isBehind(
        metaData.getDatabaseProductName(), metaData.getDatabaseProductVersion());
  }

  @Override
  public final String quote(String identifier) {
    return MySqlDdl.quote(identifier);
  }

  /** Every change of the schema commits what came before it, a failing one too. */
  @Override
  public final boolean hasTransactionalDdl() {
    return false;
  }

  @Override
  public final List<String> statements(SchemaChange change) {
    return ddl.statements(change);
  }

  @Override
  public final List<String> createHistoryTable(TableName table) {
    return MySqlHistoryTable.create(table);
  }

  @Override
  public final String lastRowOfEachModule(TableName historyTable) {
    return MySqlHistoryTable.lastRowOfEachModule(historyTable);
  }

  /** No transaction excludes other writers as such; two that append the same row do. */
  @Override
  public final String begin(SessionLimits limits, Map<String, String> settings) {
    return "START TRANSACTION";
  }

  /** The server tells microseconds; the last three digits are cut off. */
  @Override
  public final String currentUtcTimestamp() {
    return "LEFT(DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%d %H:%i:%s.%f'), 23)";
  }

  @Override
  public final Optional<SessionSettings> sessionSettings() {
    return Optional.of(new MySqlSessionSettings());
  }

  @Override
  public final Optional<ServerSessions> sessions() {
    return Optional.of(sessions);
  }

  /** None: USE is refused, so that a name without a database always means the connection's own. */
  @Override
  public final Optional<String> currentSchema(Connection connection) {
    return Optional.empty();
  }

  @Override
  public final Set<String> tableNames(Connection connection) throws SQLException {
    return MySqlInspection.tableNames(connection);
  }

  @Override
  public final Optional<Table> readTable(Connection connection, String name) throws SQLException {
    return MySqlInspection.readTable(connection, name, product);
  }

  @Override
  public final List<Index> readIndexes(Connection connection, String table) throws SQLException {
    return MySqlInspection.readIndexes(connection, table, product);
  }

  @Override
  public final Optional<String> kindOf(Connection connection, String name) throws SQLException {
    return MySqlInspection.kindOf(connection, name);
  }

  @Override
  public final List<SchemaObject> listObjects(Connection connection) throws SQLException {
    return MySqlObjects.list(connection);
  }

  @Override
  public final List<SchemaObject> readObjects(Connection connection) throws SQLException {
    return MySqlObjects.read(connection);
  }

  /**
   * Right for columns and indexes everywhere, and for tables where the server says so. Where it does
   * not, two tables whose names differ in case only are more than anybody has on purpose.
   */
  @Override
  public final String normalizeName(String identifier) {
    return identifier.toLowerCase(Locale.ROOT);
  }

  @Override
  public final ColumnType normalizeType(ColumnType type) {
    return MySqlTypes.normalize(type, product);
  }

  @Override
  public final DefaultValue normalizeDefault(DefaultValue value, ColumnType type) {
    return MySqlDefaults.normalize(value, normalizeType(type));
  }

  @Override
  public final String describeType(ColumnType type) {
    return MySqlTypes.describe(type);
  }

  @Override
  public final ScriptRole roleInScript(String sql) {
    return ScriptRoles.of(ScriptGrammar.MYSQL, sql);
  }

  @Override
  public final ScriptStatements statements(Reader script, String name) {
    return new ScriptCutter(script, name, ScriptGrammar.MYSQL);
  }

  @Override
  public final List<StatementToken> tokens(String sql) {
    return ScriptTokens.of(ScriptGrammar.MYSQL, sql);
  }

  @Override
  public final StatementCheck check(String sql) {
    return MySqlStatements.check(sql);
  }

  @Override
  public final List<Literal> literals(String sql) {
    return MySqlLiterals.of(sql);
  }

  @Override
  public final boolean failsWithoutEffect(String sql) {
    return MySqlStatements.failsWithoutEffect(sql);
  }

  @Override
  public final ErrorKind classify(SQLException error) {
    return MySqlErrors.classify(error);
  }

  @Override
  public final Optional<String> missingPrivilege(SQLException error, String sql) {
    return MySqlErrors.missingPrivilege(error, sql);
  }

  @Override
  public final String messageOf(SQLException error) {
    return MySqlErrors.messageOf(error);
  }

  @Override
  public final Optional<String> readOnlyBecause(Connection connection) throws SQLException {
    return ReadOnly.mySqlFamily(connection, product);
  }
}
