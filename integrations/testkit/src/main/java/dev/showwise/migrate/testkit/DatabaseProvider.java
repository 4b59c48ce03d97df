package dev.showwise.migrate.testkit;

import java.util.Optional;

/**
 * Gives tests fresh databases of one product. Found as a service; SQLite, H2 and what {@code
 * showwise.testkit.url} names come with the test kit.
 *
 * <p>Must have a public constructor without parameters, and may be used by several threads.
 */
public interface DatabaseProvider {
  /** The product as tests are named after it: {@code PostgreSQL}. */
  String product();

  /**
   * Why there is no such database here, in words; empty if there is. It is a reason to leave the product
   * out without a word: its driver is not on the class path, nobody named a server. A server that should
   * be there and is not is a failure of {@link #newDatabase}.
   */
  default Optional<String> absentBecause() {
    return Optional.empty();
  }

  /**
   * A new, empty database that nobody else has.
   *
   * @throws IllegalStateException if none can be made; the message says why
   */
  FreshDatabase newDatabase();
}
