package dev.showwise.migrate.examples.twofactor;

import java.time.Duration;

/**
 * How hard it is made to guess.
 *
 * @param attempts how many wrong codes a user may have in a row; the last of them locks the user out
 * @param lockOut for how long after it
 * @param hashKibibytes the memory that one hash of a backup code takes
 * @param hashPasses how often Argon2id goes over it
 */
public record Policy(int attempts, Duration lockOut, int hashKibibytes, int hashPasses) {
  /**
   * Five attempts, then a quarter of an hour: at most 480 guesses a day, of which 3 in a million are right.
   * For hashes the least that OWASP's cheat sheet on password storage recommends: 19 MiB, two passes.
   */
  public static final Policy DEFAULT = new Policy(5, Duration.ofMinutes(15), 19_456, 2);
}
