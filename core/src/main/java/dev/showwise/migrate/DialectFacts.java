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

  /** Whether changes of the schema are rolled back with the transaction. */
  boolean hasTransactionalDdl();
}
