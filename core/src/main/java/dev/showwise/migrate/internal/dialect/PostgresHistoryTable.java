package dev.showwise.migrate.internal.dialect;

import java.util.List;

/** The SQL of the history table. */
final class PostgresHistoryTable {
  private PostgresHistoryTable() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#createHistoryTable}. */
  static List<String> create(String table) {
    return HistoryColumns.create(table, PostgresDdl.DDL::quote, "TEXT", "TEXT");
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#lastRowOfEachModule}. PostgreSQL would read the
   * whole index for GROUP BY or DISTINCT ON; this jumps in it from one module to the next.
   */
  static String lastRowOfEachModule(String table) {
    return """
        WITH RECURSIVE last AS (
          (SELECT h.module, h.seq, h.event, h.digest FROM %1$s AS h
            ORDER BY h.module DESC, h.seq DESC LIMIT 1)
          UNION ALL
          SELECT below.module, below.seq, below.event, below.digest
          FROM last CROSS JOIN LATERAL (
            SELECT h.module, h.seq, h.event, h.digest FROM %1$s AS h
            WHERE h.module < last.module
            ORDER BY h.module DESC, h.seq DESC LIMIT 1) AS below
        )
        SELECT module, seq, event, digest FROM last""".formatted(PostgresDdl.DDL.quote(table));
  }
}
