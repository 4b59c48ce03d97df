package dev.showwise.migrate.examples.twofactor;

import java.util.List;

/**
 * What became of a change of keys.
 *
 * @param done how many secrets were encrypted anew
 * @param left whose secrets could not be read, so that they are as they were; in the order of users' ids
 */
public record Rotation(int done, List<Left> left) {
  /** Copies the list. */
  public Rotation {
    left = List.copyOf(left);
  }

  /**
   * A user whose secret is as it was.
   *
   * @param username for people
   * @param reason what is wrong with the secret and what helps; has no secret in it
   */
  public record Left(String username, String reason) {}
}
