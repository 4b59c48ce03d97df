package dev.showwise.migrate.examples.twofactor;

import dev.showwise.migrate.examples.twofactor.Statements.Row;
import dev.showwise.migrate.examples.twofactor.Statements.Use;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two-factor authentication of users. For any number of threads and processes on one database: what may
 * happen once happens once, whoever is first.
 *
 * <p>Every method may throw a {@link TwoFactorException}. The log has who did what, and never a code or a
 * secret.
 */
public final class TwoFactor {
  private static final Logger LOG = LoggerFactory.getLogger("two-factor");

  private enum State {
    BEGUN,
    ENABLED
  }

  private final Transactions transactions;
  private final SecretVault vault;
  private final Clock clock;
  private final Policy policy;
  private final SecureRandom random = new SecureRandom();
  private final BackupCodes backupCodes;
  private final Totp totp = new Totp();

  /** Uses a database that is migrated. */
  public TwoFactor(DataSource database, KeyRing keys, Clock clock, Policy policy) {
    this.transactions = new Transactions(database);
    this.vault = new SecretVault(keys, random);
    this.clock = clock;
    this.policy = policy;
    this.backupCodes = new BackupCodes(random, policy);
  }

  /** Begins an enrolment with a new secret; one that was not confirmed is forgotten. */
  public Enrolment enrol(String username) {
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    long user = transactions.run(statements -> user(statements, username));
    String sealed = vault.seal(user, secret);
    boolean begun = transactions.run(statements -> {
      boolean changed = statements.begin(user, sealed);
      if (changed) {
        statements.forgetSteps(user);
      }
      return changed;
    });
    if (!begun) {
      throw new TwoFactorException(
          username + " has two-factor authentication already. Disable it first, with a code.");
    }
    LOG.info("User {} began to enrol", user);
    return Enrolment.of(username, secret);
  }

  /** Turns it on, if the user's app shows the right code. */
  public Verdict confirm(String username, String code) {
    Row row = row(username, State.BEGUN);
    Verdict verdict = tryTotp(row.userId(), code, State.BEGUN);
    if (!(verdict instanceof Verdict.Accepted)) {
      return verdict;
    }
    List<String> shown = backupCodes.generate();
    // slow: not while the database is held
    String hashed = backupCodes.hashed(shown);
    if (!transactions.run(statements -> statements.enable(row, hashed))) {
      throw changedMeanwhile(username);
    }
    LOG.info("User {} has two-factor authentication now", row.userId());
    return new Verdict.Confirmed(shown);
  }

  /** Lets a user in who has given the password already, with a code of the app or a backup code. */
  public Verdict logIn(String username, String code) {
    return check(row(username, State.ENABLED), code);
  }

  /** Turns it off: the secret and the backup codes are gone. */
  public Verdict disable(String username, String code) {
    Row row = row(username, State.ENABLED);
    Verdict verdict = check(row, code);
    if (verdict instanceof Verdict.Accepted || verdict instanceof Verdict.AcceptedBackupCode) {
      if (!transactions.run(statements -> statements.remove(row))) {
        throw changedMeanwhile(username);
      }
      LOG.info("User {} has no two-factor authentication any more", row.userId());
    }
    return verdict;
  }

  /**
   * Encrypts with the newest key what was encrypted with another. A secret that cannot be read keeps nobody
   * else's from it.
   */
  public Rotation rotate() {
    int done = 0;
    List<Rotation.Left> left = new ArrayList<>();
    for (Row row : transactions.run(Statements::all)) {
      try {
        done += encryptAnew(row) ? 1 : 0;
      } catch (UnreadableSecretException e) {
        String username = transactions.run(statements -> statements.username(row.userId()));
        LOG.warn("{} It is as it was.", e.reason());
        left.add(new Rotation.Left(username, e.reason()));
      }
    }
    LOG.info("{} secrets are encrypted with the newest key now", done);
    return new Rotation(done, left);
  }

  /** Until it is: a replica that does not have the newest key yet may write another at the same time. */
  private boolean encryptAnew(Row first) {
    Optional<Row> row = Optional.of(first);
    while (row.isPresent() && vault.isOld(row.get().secret())) {
      Row old = row.get();
      String sealed = vault.seal(old.userId(), vault.open(old.userId(), old.secret()));
      if (transactions.run(statements -> statements.replaceSecret(old, sealed))) {
        return true;
      }
      row = transactions.run(statements -> statements.find(old.userId()));
    }
    return false;
  }

  private Verdict check(Row row, String code) {
    return BackupCodes.isOne(code)
        ? tryBackupCode(row.userId(), code)
        : tryTotp(row.userId(), code, State.ENABLED);
  }

  /** In one transaction, which begins with a change of the user's row: another one comes after it. */
  private Verdict tryTotp(long user, String code, State state) {
    Instant now = clock.instant();
    return transactions.run(statements -> {
      if (!statements.countAttempt(user, now, policy)) {
        return lockedOut(statements, user);
      }
      Row row = inState(statements.find(user), state, user);
      OptionalLong step = totp.find(vault.open(user, row.secret()), code.strip(), now);
      if (step.isEmpty()) {
        return wrong(statements, user);
      }
      if (!statements.useStep(user, step.getAsLong())) {
        LOG.warn("User {} sent a code that was used before", user);
        return new Verdict.UsedBefore();
      }
      statements.forgetAttempts(user);
      LOG.info("User {} sent a right code", user);
      return new Verdict.Accepted();
    });
  }

  /** Hashes are compared outside a transaction, for they are slow; the change is made only to what was compared. */
  private Verdict tryBackupCode(long user, String code) {
    Instant now = clock.instant();
    Optional<Verdict> refused =
        transactions.run(statements -> statements.countAttempt(user, now, policy)
            ? Optional.<Verdict>empty()
            : Optional.of(lockedOut(statements, user)));
    if (refused.isPresent()) {
      return refused.get();
    }
    String column = backupCodes(user);
    Optional<String> hash = backupCodes.find(code, BackupCodes.read(column));
    if (hash.isEmpty()) {
      return transactions.run(statements -> wrong(statements, user));
    }
    while (BackupCodes.read(column).contains(hash.get())) {
      String before = column;
      String after = BackupCodes.without(before, hash.get());
      if (transactions.run(statements -> useBackupCode(statements, user, before, after))) {
        LOG.info("User {} sent a right backup code", user);
        return new Verdict.AcceptedBackupCode(BackupCodes.read(after).size());
      }
      column = backupCodes(user);
    }
    LOG.warn("User {} sent a backup code that was used at the same time", user);
    return new Verdict.UsedBefore();
  }

  private String backupCodes(long user) {
    Row row = transactions.run(statements -> inState(statements.find(user), State.ENABLED, user));
    return row.backupCodes() == null ? "[]" : row.backupCodes();
  }

  private static boolean useBackupCode(
      Statements statements, long user, String before, String after) throws SQLException {
    boolean used = statements.replaceBackupCodes(user, before, after);
    if (used) {
      statements.forgetAttempts(user);
    }
    return used;
  }

  private Verdict wrong(Statements statements, long user) throws SQLException {
    Use use = statements.use(user);
    LOG.warn("User {} sent a wrong code, number {} of {}", user, use.attempts(), policy.attempts());
    return new Verdict.Wrong(Math.max(0, policy.attempts() - use.attempts()));
  }

  private Verdict lockedOut(Statements statements, long user) throws SQLException {
    Instant until = statements.use(user).attemptedAt().plus(policy.lockOut());
    LOG.warn("User {} is locked out until {}", user, until);
    return new Verdict.LockedOut(until);
  }

  private Row row(String username, State state) {
    return transactions.run(statements -> {
      long user = user(statements, username);
      return inState(statements.find(user), state, user);
    });
  }

  private static Row inState(Optional<Row> row, State state, long user) {
    if (row.isEmpty()) {
      throw new TwoFactorException("User " + user + " has not enrolled.");
    }
    if (row.get().enabled() != (state == State.ENABLED)) {
      throw new TwoFactorException(
          state == State.ENABLED
              ? "User " + user + " has not confirmed the enrolment yet."
              : "User " + user + " has two-factor authentication already.");
    }
    return row.get();
  }

  private static long user(Statements statements, String username) throws SQLException {
    return statements
        .findUser(username)
        .orElseThrow(() -> new TwoFactorException("There is no user " + username + "."));
  }

  private static TwoFactorException changedMeanwhile(String username) {
    return new TwoFactorException("The enrolment of " + username
        + " was changed at the same time. Try again with a new code.");
  }
}
