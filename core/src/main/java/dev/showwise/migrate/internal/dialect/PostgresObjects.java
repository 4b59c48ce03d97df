package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.SchemaObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the objects of the current schema. What an extension brought belongs to the product. */
final class PostgresObjects {
  private static final String HERE = "(SELECT n.oid FROM pg_catalog.pg_namespace AS n"
      + " WHERE n.nspname = pg_catalog.current_schema())";

  private static final String KIND = "CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table'"
      + " WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'"
      + " WHEN 'f' THEN 'foreign table' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index'"
      + " ELSE 'type' END";

  private PostgresObjects() {}

  private static String notOfAnExtension(String catalogue, String oid) {
    return " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS e WHERE e.deptype = 'e'"
        + " AND e.classid = 'pg_catalog." + catalogue + "'::regclass AND e.objid = " + oid + ")";
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#tableNames}. */
  static Set<String> tableNames(Connection connection) throws SQLException {
    String sql = "SELECT c.relname FROM pg_catalog.pg_class AS c WHERE c.relnamespace = " + HERE
        + " AND c.relkind IN ('r', 'p')" + notOfAnExtension("pg_class", "c.oid")
        + " ORDER BY c.relname";
    return Collections.unmodifiableSet(
        new LinkedHashSet<>(PostgresRows.all(connection, sql, row -> row.getString(1))));
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#kindOf}. Types count too: a table brings a type of
   * its own name, so it cannot have the name of another one.
   */
  static Optional<String> kindOf(Connection connection, String name) throws SQLException {
    String sql = "SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_index AS x"
        + " WHERE x.indexrelid = c.oid AND NOT x.indisvalid) THEN 'invalid index' ELSE " + KIND
        + " END AS kind, 1 AS place FROM pg_catalog.pg_class AS c"
        + " WHERE c.relnamespace = " + HERE + " AND c.relname = ?"
        + " UNION ALL SELECT 'type', 2 FROM pg_catalog.pg_type AS y WHERE y.typnamespace = " + HERE
        + " AND y.typname = ? ORDER BY place LIMIT 1";
    return PostgresRows.first(connection, sql, row -> row.getString(1), name, name);
  }

  /** See {@link dev.showwise.migrate.spi.Dialect#readObjects}. */
  static List<SchemaObject> readObjects(Connection connection) throws SQLException {
    String sql =
        relations() + " UNION ALL " + triggers() + " UNION ALL " + routines() + " ORDER BY 5, 2, 3";
    return PostgresRows.all(
        connection,
        sql,
        row -> new SchemaObject(
            row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
  }

  /** Sequences that number the rows of a table are a part of it. */
  private static String relations() {
    return "SELECT " + KIND + ", c.relname::text, coalesce(t.relname, c.relname)::text,"
        + " CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid)"
        + " WHEN c.relkind IN ('i', 'I') THEN pg_catalog.pg_get_indexdef(c.oid) ELSE '' END,"
        + " CASE WHEN c.relkind IN ('r', 'p') THEN 1 WHEN c.relkind IN ('i', 'I') THEN 3"
        + " WHEN c.relkind IN ('v', 'm') THEN 4 ELSE 2 END"
        + " FROM pg_catalog.pg_class AS c"
        + " LEFT JOIN pg_catalog.pg_index AS x ON x.indexrelid = c.oid"
        + " LEFT JOIN pg_catalog.pg_class AS t ON t.oid = x.indrelid"
        + " WHERE c.relnamespace = " + HERE
        + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'S')"
        + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend AS o WHERE c.relkind = 'S'"
        + " AND o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = c.oid"
        + " AND o.deptype IN ('a', 'i'))" + notOfAnExtension("pg_class", "c.oid");
  }

  private static String triggers() {
    return "SELECT 'trigger', g.tgname::text, t.relname::text,"
        + " pg_catalog.pg_get_triggerdef(g.oid), 5"
        + " FROM pg_catalog.pg_trigger AS g JOIN pg_catalog.pg_class AS t ON t.oid = g.tgrelid"
        + " WHERE t.relnamespace = " + HERE + " AND NOT g.tgisinternal"
        + notOfAnExtension("pg_trigger", "g.oid");
  }

  private static String routines() {
    return "SELECT CASE f.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END,"
        + " f.proname::text, f.proname::text, pg_catalog.pg_get_functiondef(f.oid), 6"
        + " FROM pg_catalog.pg_proc AS f WHERE f.pronamespace = " + HERE
        + " AND f.prokind IN ('f', 'p', 'w')" + notOfAnExtension("pg_proc", "f.oid");
  }
}
