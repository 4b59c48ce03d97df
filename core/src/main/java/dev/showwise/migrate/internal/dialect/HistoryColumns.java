package dev.showwise.migrate.internal.dialect;

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
   * The statements that create the table and its index.
   *
   * @param table the table's name
   * @param quote puts a name in quotes
   * @param key the type of a text that an index may have in it
   * @param text the type of a text of any length
   */
  static List<String> create(String table, UnaryOperator<String> quote, String key, String text) {
    StringBuilder sql =
        new StringBuilder("CREATE TABLE ").append(quote.apply(table)).append(" (");
    String separator = "\n  ";
    for (String column : COLUMNS) {
      String[] words = column.split(" ", 2);
      String type = words[1].startsWith(KEY + " ") || words[1].equals(KEY)
          ? key + words[1].substring(KEY.length())
          : words[1].equals(TEXT) ? text : words[1];
      sql.append(separator).append(quote.apply(words[0])).append(' ').append(type);
      separator = ",\n  ";
    }
    String index = "CREATE INDEX " + quote.apply(table + "_module") + " ON " + quote.apply(table)
        + " (" + quote.apply("module") + ", " + quote.apply("seq") + ")";
    return List.of(sql.append("\n)").toString(), index);
  }
}
