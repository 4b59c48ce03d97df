package dev.showwise.migrate.engine;

import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ServerSessions;
import dev.showwise.migrate.spi.SessionLimits;
import dev.showwise.migrate.spi.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A dialect as somebody else would write one, for a product that is H2 under another name. */
public final class ThingDialect implements Dialect {
  /** What the product calls itself. */
  static final String PRODUCT = "ThingDB";

  private final Dialect h2 = new H2Dialect();

  /** As a service is made. */
  public ThingDialect() {}

  @Override
  public String name() {
    return "thing";
  }

  @Override
  public boolean supports(DatabaseMetaData metaData) throws SQLException {
    return PRODUCT.equals(metaData.getDatabaseProductName());
  }

  @Override
  public String quote(String identifier) {
    return h2.quote(identifier);
  }

  @Override
  public boolean hasTransactionalDdl() {
    return h2.hasTransactionalDdl();
  }

  @Override
  public List<String> statements(SchemaChange change) {
    return h2.statements(change);
  }

  @Override
  public String quote(TableName table) {
    return h2.quote(table);
  }

  @Override
  public List<String> createHistoryTable(TableName table) {
    return h2.createHistoryTable(table);
  }

  @Override
  public String lastRowOfEachModule(TableName historyTable) {
    return h2.lastRowOfEachModule(historyTable);
  }

  @Override
  public String begin(SessionLimits limits, Map<String, String> settings) {
    return h2.begin(limits, settings);
  }

  @Override
  public Optional<String> limitLockWait(Duration lockWait) {
    return h2.limitLockWait(lockWait);
  }

  @Override
  public String currentUtcTimestamp() {
    return h2.currentUtcTimestamp();
  }

  @Override
  public Optional<ServerSessions> sessions() {
    return h2.sessions();
  }

  @Override
  public Optional<String> currentSchema(Connection connection) throws SQLException {
    return h2.currentSchema(connection);
  }

  @Override
  public Set<String> tableNames(Connection connection) throws SQLException {
    return h2.tableNames(connection);
  }

  @Override
  public Optional<Table> readTable(Connection connection, String name) throws SQLException {
    return h2.readTable(connection, name);
  }

  @Override
  public List<Index> readIndexes(Connection connection, String table) throws SQLException {
    return h2.readIndexes(connection, table);
  }

  @Override
  public Optional<String> kindOf(Connection connection, String name) throws SQLException {
    return h2.kindOf(connection, name);
  }

  @Override
  public List<SchemaObject> readObjects(Connection connection) throws SQLException {
    return h2.readObjects(connection);
  }

  @Override
  public String normalizeName(String identifier) {
    return h2.normalizeName(identifier);
  }

  @Override
  public ColumnType normalizeType(ColumnType type) {
    return h2.normalizeType(type);
  }

  @Override
  public DefaultValue normalizeDefault(DefaultValue value, ColumnType type) {
    return h2.normalizeDefault(value, type);
  }

  @Override
  public String describeType(ColumnType type) {
    return h2.describeType(type);
  }

  @Override
  public List<String> findDamage(Connection connection) throws SQLException {
    return h2.findDamage(connection);
  }

  @Override
  public List<ForeignKeyViolation> findForeignKeyViolations(Connection connection)
      throws SQLException {
    return h2.findForeignKeyViolations(connection);
  }

  @Override
  public boolean failsWithoutEffect(String sql) {
    return h2.failsWithoutEffect(sql);
  }

  @Override
  public ErrorKind classify(SQLException error) {
    return h2.classify(error);
  }

  @Override
  public Optional<String> missingPrivilege(SQLException error, String sql) {
    return h2.missingPrivilege(error, sql);
  }

  @Override
  public String messageOf(SQLException error) {
    return h2.messageOf(error);
  }

  @Override
  public Optional<String> readOnlyBecause(Connection connection) throws SQLException {
    return h2.readOnlyBecause(connection);
  }

  @Override
  public Optional<java.nio.file.Path> livenessFile(Connection connection) throws SQLException {
    return h2.livenessFile(connection);
  }

  @Override
  public StatementCheck check(String sql) {
    return h2.check(sql);
  }

  @Override
  public Optional<ForeignKeySwitch> foreignKeySwitch() {
    return h2.foreignKeySwitch();
  }
}
