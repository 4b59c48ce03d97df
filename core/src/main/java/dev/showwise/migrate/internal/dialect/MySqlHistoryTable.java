package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.TableName;
import java.util.List;

/** The SQL of the history table. */
final class MySqlHistoryTable {
  private MySqlHistoryTable() {}

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#createHistoryTable}. What is in the index has a
   * length, and 255 characters of four bytes are well below the 3072 that an index can take; the rest
   * has none worth speaking of, since a server that is not strict would cut it without a word, and
   * the row's hash would not fit any more.
   */
  static List<String> create(TableName table) {
    return List.of("CREATE TABLE " + HistoryColumns.qualified(table, MySqlDdl::quote) + """
             (
              `seq` BIGINT NOT NULL,
              `event` VARCHAR(32) NOT NULL,
              `module` VARCHAR(255) NOT NULL,
              `version` MEDIUMTEXT NOT NULL,
              `name` MEDIUMTEXT NULL,
              `description` MEDIUMTEXT NULL,
              `checksum` MEDIUMTEXT NULL,
              `direction` VARCHAR(32) NULL,
              `ordinal` INT NULL,
              `statement_hash` VARCHAR(255) NULL,
              `claim` VARCHAR(64) NULL,
              `actor` MEDIUMTEXT NULL,
              `instance` MEDIUMTEXT NULL,
              `session` MEDIUMTEXT NULL,
              `at` VARCHAR(32) NULL,
              `millis` BIGINT NULL,
              `detail` LONGTEXT NULL,
              `digest` VARCHAR(255) NULL,
              `prev_hash` VARCHAR(255) NULL,
              `hash` VARCHAR(255) NULL,
              `beat` BIGINT NOT NULL DEFAULT 0,
              PRIMARY KEY (`seq`),
              KEY `by_module` (`module`, `seq`)
            )\s"""
        + MySqlDdl.TABLE_OPTIONS + " ROW_FORMAT=DYNAMIC");
  }

  /**
   * See {@link dev.showwise.migrate.spi.Dialect#lastRowOfEachModule}. Both servers jump in the index
   * from one module to the next for this, as soon as their statistics, which they refresh by
   * themselves, know that there are few modules. A recursive query that jumps by itself, as SQLite
   * needs it, makes them read the whole index for each module.
   */
  static String lastRowOfEachModule(TableName table) {
    return """
        SELECT newest.`module` AS module, newest.`seq` AS seq, newest.`event` AS event,
          newest.`digest` AS digest
        FROM (SELECT `module`, MAX(`seq`) AS seq FROM %1$s GROUP BY `module`) AS modules
        JOIN %1$s AS newest ON newest.`seq` = modules.seq""".formatted(HistoryColumns.qualified(table, MySqlDdl::quote));
  }
}
