package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.TableName;
import java.util.List;

/** The SQL of the history table. */
final class H2HistoryTable {
  private H2HistoryTable() {}

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#createHistoryTable}. One statement, since each commits
   * by itself: the constraint, which always holds, brings the index.
   */
  static List<String> create(TableName table) {
    String constraint =
        ",\n  UNIQUE (" + H2Ddl.DDL.quote("module") + ", " + H2Ddl.DDL.quote("seq") + ")";
    return List.of(HistoryColumns.table(
        HistoryColumns.qualified(table, H2Ddl.DDL::quote),
        H2Ddl.DDL::quote,
        "VARCHAR",
        "VARCHAR",
        constraint));
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#lastRowOfEachModule}. H2 has no way to jump in an
   * index from one value to the next; this reads the one on module and seq once, in its order, and
   * nothing of the table but the rows that are asked for.
   */
  static String lastRowOfEachModule(TableName table) {
    return """
        SELECT h.`module`, h.`seq`, h.`event`, h.`digest`
        FROM (SELECT `module`, MAX(`seq`) AS `seq` FROM %1$s GROUP BY `module`) AS last
        JOIN %1$s AS h ON h.`seq` = last.`seq`""".formatted(HistoryColumns.qualified(table, H2Ddl.DDL::quote));
  }
}
