package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.TableName;
import java.util.List;

/** The SQL of the history table. */
final class SqliteHistoryTable {
  private SqliteHistoryTable() {}

  /** See {@link dev.showwise.migrate.spi.Dialect#createHistoryTable}. */
  static List<String> create(TableName table) {
    return List.of(
        "CREATE TABLE " + quote(table) + """
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
        "CREATE INDEX " + quote(new TableName(table.schema(), table.name() + "_module")) + " ON "
            + SqliteDdl.quote(table.name()) + " (module, seq)");
  }

  /** A name alone would lead to a temporary table, or to another database that is attached. */
  static String quote(TableName table) {
    return SqliteDdl.quote(table.schema().orElse("main")) + "." + SqliteDdl.quote(table.name());
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#lastRowOfEachModule}. SQLite would read the whole
   * index for GROUP BY; this jumps in it from one module to the next.
   */
  static String lastRowOfEachModule(TableName table) {
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
          AND last.seq = (SELECT max(h.seq) FROM %1$s AS h WHERE h.module = modules.module)""".formatted(quote(table));
  }
}
