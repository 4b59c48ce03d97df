package dev.showwise.migrate.internal.schema;

import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schema behind a connection, read a table at a time when it is asked for, and remembered until
 * {@link #forget}. Leaves the connection and its transaction alone. For one thread.
 */
public final class LiveSchema implements Schema {
  private final Connection connection;
  private final Dialect dialect;

  private final Map<String, Optional<Table>> tables = new HashMap<>();
  private final Map<String, List<Index>> indexes = new HashMap<>();
  private final Map<String, Optional<String>> kinds = new HashMap<>();
  private @Nullable Set<String> tableNames;

  /** The schema behind {@code connection}; nothing is read yet. */
  public LiveSchema(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Drops what is remembered; to be called after the schema, or the transaction, changed. */
  public void forget() {
    tables.clear();
    indexes.clear();
    kinds.clear();
    tableNames = null;
  }

  @Override
  public Set<String> tableNames() throws SQLException {
    Set<String> names = tableNames;
    if (names == null) {
      names = dialect.tableNames(connection);
      tableNames = names;
    }
    return names;
  }

  @Override
  public Optional<Table> table(String name) throws SQLException {
    String key = dialect.normalizeName(name);
    Optional<Table> table = tables.get(key);
    if (table == null) {
      table = dialect.readTable(connection, name);
      tables.put(key, table);
    }
    return table;
  }

  @Override
  public List<Index> indexes(String table) throws SQLException {
    String key = dialect.normalizeName(table);
    List<Index> found = indexes.get(key);
    if (found == null) {
      found = List.copyOf(dialect.readIndexes(connection, table));
      indexes.put(key, found);
    }
    return found;
  }

  @Override
  public Optional<String> kindOf(String name) throws SQLException {
    String key = dialect.normalizeName(name);
    Optional<String> kind = kinds.get(key);
    if (kind == null) {
      kind = dialect.kindOf(connection, name);
      kinds.put(key, kind);
    }
    return kind;
  }

  @Override
  public ChangeState compare(SchemaChange change) throws SQLException {
    return SchemaComparator.compare(change, this, dialect);
  }

  @Override
  public List<ChangeState> compareAll(List<SchemaChange> changes) throws SQLException {
    return SchemaComparator.compareAll(changes, this, dialect);
  }
}
