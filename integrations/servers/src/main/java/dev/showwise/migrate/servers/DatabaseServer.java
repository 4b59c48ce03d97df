package dev.showwise.migrate.servers;

import java.util.Optional;

/**
 * Something that gives tests fresh databases of one product. A contract test takes one of these and
 * is subclassed per product.
 *
 * <p>Implementations may be used by several threads.
 */
public interface DatabaseServer {
  /** The product's name as its JDBC metadata spell it: {@code PostgreSQL}, {@code MariaDB}… */
  String product();

  /**
   * A new, empty database that no one else has. Starts the server if it is not running, which takes
   * seconds the first time.
   *
   * @throws ServerException if the server cannot run here, does not start, or refuses; the message
   *     ends with what it logged
   */
  TestDatabase newDatabase();

  /**
   * Why this server cannot run on this machine, in words for whoever reads the test report; empty if
   * it can. Meant for an assumption: a test that cannot run is to be skipped and to say so. A server
   * that could run but fails to start is not unavailable, it is a failure. The answer does not change
   * within a JVM; the first may take seconds, since it looks at the unpacked server.
   */
  Optional<String> unavailableBecause();
}
