package dev.showwise.migrate.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a database has, read when it is asked for, a table at a time. Names are compared as the
 * product compares them. Valid during the call in which it was handed out; not for use by several
 * threads.
 */
public interface Schema {

  /** The names of all tables, as the database spells them; the product's own are left out. */
  Set<String> tableNames() throws SQLException;

  /** The table of that name with its columns, keys and references; empty if there is none. */
  Optional<Table> table(String name) throws SQLException;

  /** The indexes of a table but for those that its keys brought; empty if there is no such table. */
  List<Index> indexes(String table) throws SQLException;

  /** What sort of object has that name: {@code table}, {@code view}, {@code index}; empty for none. */
  Optional<String> kindOf(String name) throws SQLException;

  /** How far a declared change is done here, looked at on its own. */
  ChangeState compare(SchemaChange change) throws SQLException;

  /**
   * How far changes are done here that build on each other, in the same order: each in the schema as
   * the ones before it will leave it, and all of them where the schema is as the last one leaves it.
   */
  List<ChangeState> compareAll(List<SchemaChange> changes) throws SQLException;

  /** Whether there is a table of that name. */
  default boolean hasTable(String name) throws SQLException {
    return table(name).isPresent();
  }

  /** Whether there is a table of that name with a column of that name. */
  default boolean hasColumn(String table, String column) throws SQLException {
    return table(table).flatMap(t -> t.find(column)).isPresent();
  }
}
