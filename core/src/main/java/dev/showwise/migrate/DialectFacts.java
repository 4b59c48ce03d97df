package dev.showwise.migrate;

/** What a migration may know of the database product it runs on. */
public interface DialectFacts {
  /** The dialect's name in lower case: {@code sqlite}, {@code postgresql}, … */
  String name();

  /**
   * An identifier quoted for use in SQL, whatever characters are in it.
   *
   * @throws IllegalArgumentException if the product has no way to write it (a NUL in it)
   */
  String quote(String identifier);

  /**
   * A name quoted that the database itself gave, letter by letter. It differs from {@link #quote} where that one
   * takes some names for those that a statement without quotes means. Unless overridden: the same.
   *
   * @throws IllegalArgumentException if the product has no way to write it
   */
  default String quoteSpelled(String name) {
    return quote(name);
  }

  /** Whether changes of the schema are rolled back with the transaction. */
  boolean hasTransactionalDdl();
}
