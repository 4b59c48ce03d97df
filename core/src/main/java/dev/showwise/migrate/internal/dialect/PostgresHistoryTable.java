package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.TableName;
import java.util.List;

/** The SQL of the history table. */
final class PostgresHistoryTable {
  private PostgresHistoryTable() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#createHistoryTable}. */
  static List<String> create(TableName table) {
    return List.of(
        HistoryColumns.table(
            HistoryColumns.qualified(table, PostgresDdl.DDL::quote),
            PostgresDdl.DDL::quote,
            "TEXT",
            "TEXT",
            ""),
        HistoryColumns.index(
            table.name(),
            HistoryColumns.qualified(table, PostgresDdl.DDL::quote),
            PostgresDdl.DDL::quote));
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#lastRowOfEachModule}. PostgreSQL would read the
   * whole index for GROUP BY or DISTINCT ON; this jumps in it from one module to the next.
   */
  static String lastRowOfEachModule(TableName table) {
    return """
        WITH RECURSIVE last AS (
          (SELECT h.module, h.seq, h.event, h.digest FROM %1$s AS h%2$s
            ORDER BY h.module DESC, h.seq DESC LIMIT 1)
          UNION ALL
          SELECT below.module, below.seq, below.event, below.digest
          FROM last CROSS JOIN LATERAL (
            SELECT h.module, h.seq, h.event, h.digest FROM %1$s AS h
            WHERE h.module < last.module
            ORDER BY h.module DESC, h.seq DESC LIMIT 1) AS below
        )
        SELECT module, seq, event, digest FROM last""".formatted(
            HistoryColumns.qualified(table, PostgresDdl.DDL::quote),
            table.schema().isPresent() ? "" : onlyIn(table));
  }

  /** A search path leads to tables of other schemas, whose history is another application's. */
  private static String onlyIn(TableName table) {
    String name = PostgresDdl.DDL.quote(table.name()).replace("'", "''");
    return """

            WHERE EXISTS (SELECT 1 FROM pg_catalog.pg_class AS c
              WHERE c.oid = to_regclass('%s')
                AND c.relnamespace = quote_ident(current_schema())::regnamespace)""".formatted(name);
  }
}
