package dev.showwise.migrate.internal.dialect;

import java.util.List;

/** The SQL of the history table. */
final class SqliteHistoryTable {
  private SqliteHistoryTable() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#createHistoryTable}. */
  static List<String> create(String table) {
    String name = SqliteDdl.quote(table);
    return List.of(
        "CREATE TABLE " + name + """
             (
              seq INTEGER NOT NULL PRIMARY KEY,
              event TEXT NOT NULL,
              module TEXT NOT NULL,
              version TEXT NOT NULL,
              name TEXT,
              description TEXT,
              checksum TEXT,
              direction TEXT,
              ordinal INTEGER,
              statement_hash TEXT,
              claim TEXT,
              actor TEXT,
              instance TEXT,
              session TEXT,
              at TEXT,
              millis INTEGER,
              detail TEXT,
              digest TEXT,
              prev_hash TEXT,
              hash TEXT,
              beat INTEGER NOT NULL DEFAULT 0
            )""",
        "CREATE INDEX " + SqliteDdl.quote(table + "_module") + " ON " + name + " (module, seq)");
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#lastRowOfEachModule}. SQLite would read the whole
   * index for GROUP BY; this jumps in it from one module to the next.
   */
  static String lastRowOfEachModule(String table) {
    return """
        WITH RECURSIVE modules(module) AS (
          SELECT min(module) FROM %1$s
          UNION ALL
          SELECT (SELECT min(h.module) FROM %1$s AS h WHERE h.module > modules.module)
          FROM modules WHERE modules.module IS NOT NULL
        )
        SELECT last.module AS module, last.seq AS seq, last.event AS event, last.digest AS digest
        FROM modules CROSS JOIN %1$s AS last
        WHERE modules.module IS NOT NULL
          AND last.seq = (SELECT max(h.seq) FROM %1$s AS h WHERE h.module = modules.module)""".formatted(SqliteDdl.quote(table));
  }
}
