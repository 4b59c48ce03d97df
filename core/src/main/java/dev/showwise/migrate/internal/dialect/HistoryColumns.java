package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.spi.TableName;
import java.util.List;
import java.util.function.UnaryOperator;

/** The columns of the history table, the same in every product but for the names of types. */
final class HistoryColumns {
  private static final String KEY = "K";
  private static final String TEXT = "T";

  private static final List<String> COLUMNS = List.of(
      "seq BIGINT NOT NULL PRIMARY KEY",
      "event K NOT NULL",
      "module K NOT NULL",
      "version K NOT NULL",
      "name K",
      "description T",
      "checksum K",
      "direction K",
      "ordinal INTEGER",
      "statement_hash K",
      "claim K",
      "actor K",
      "instance T",
      "session K",
      "at K",
      "millis BIGINT",
      "detail T",
      "digest K",
      "prev_hash K",
      "hash K",
      "beat BIGINT DEFAULT 0 NOT NULL");

  private HistoryColumns() {}

  /**
   * The statement that creates the table.
   *
   * @param quotedTable the table's name, quoted and qualified
   * @param quote puts a name in quotes
   * @param key the type of a text that an index may have in it
   * @param text the type of a text of any length
   * @param constraint what else belongs to the table, with a comma in front; empty for nothing
   */
  static String table(
      String quotedTable, UnaryOperator<String> quote, String key, String text, String constraint) {
    StringBuilder sql = new StringBuilder("CREATE TABLE ").append(quotedTable).append(" (");
    String separator = "\n  ";
    for (String column : COLUMNS) {
      String[] words = column.split(" ", 2);
      String type = words[1].startsWith(KEY + " ") || words[1].equals(KEY)
          ? key + words[1].substring(KEY.length())
          : words[1].equals(TEXT) ? text : words[1];
      sql.append(separator).append(quote.apply(words[0])).append(' ').append(type);
      separator = ",\n  ";
    }
    return sql.append(constraint).append("\n)").toString();
  }

  /** A table's name, quoted, with its schema if it has one. */
  static String qualified(TableName table, UnaryOperator<String> quote) {
    return table.schema().map(schema -> quote.apply(schema) + ".").orElse("")
        + quote.apply(table.name());
  }

  /** The statement that creates the index through which the last row of each module is found. */
  static String index(String table, String quotedTable, UnaryOperator<String> quote) {
    return "CREATE INDEX " + quote.apply(table + "_module") + " ON " + quotedTable + " ("
        + quote.apply("module") + ", " + quote.apply("seq") + ")";
  }
}
