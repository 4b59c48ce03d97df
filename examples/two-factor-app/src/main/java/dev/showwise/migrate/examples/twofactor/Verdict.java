package dev.showwise.migrate.examples.twofactor;

import java.time.Instant;
import java.util.List;

/** What became of a code. */
public sealed interface Verdict {

  /** It was right, and is used up now. */
  record Accepted() implements Verdict {}

  /**
   * It was right and one of the backup codes, and is used up now.
   *
   * @param left how many are left
   */
  record AcceptedBackupCode(int left) implements Verdict {}

  /**
   * It was right, and two-factor authentication is on from now.
   *
   * @param backupCodes to be shown once; only hashes of them are kept
   */
  record Confirmed(List<String> backupCodes) implements Verdict {
    /** Without the codes. */
    @Override
    public String toString() {
      return "Confirmed[" + backupCodes.size() + " backup codes]";
    }
  }

  /**
   * It is wrong.
   *
   * @param left how many attempts are left before the lock-out
   */
  record Wrong(int left) implements Verdict {}

  /** It was used before, or a newer one was. */
  record UsedBefore() implements Verdict {}

  /**
   * It was not looked at: there were too many wrong ones.
   *
   * @param until when the lock-out ends
   */
  record LockedOut(Instant until) implements Verdict {}
}
