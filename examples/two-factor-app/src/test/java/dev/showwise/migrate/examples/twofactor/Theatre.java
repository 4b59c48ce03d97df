package dev.showwise.migrate.examples.twofactor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.codec.binary.Base32;

/** A migrated database, an application on it, a clock that stands, and the phone of a user. */
final class Theatre extends Clock {
  static final String KEYS = "1:" + SecretVaultTest.key('a');

  /** Hashes that are made quickly: what they are worth is the hash's own matter. */
  static final Policy QUICK =
      new Policy(Policy.DEFAULT.attempts(), Policy.DEFAULT.lockOut(), 64, 1);

  final DataSource database;
  final TwoFactor twoFactor;

  private volatile Instant now = Instant.parse("2026-11-25T19:30:00Z");

  Theatre(DataSource database) {
    this.database = database;
    Database.migrate(database);
    this.twoFactor = withKeys(KEYS);
  }

  TwoFactor withKeys(String keys) {
    return new TwoFactor(database, KeyRing.parse(keys), this, QUICK);
  }

  void addUsers(String... names) {
    for (String name : names) {
      new Transactions(database).run(statements -> statements.addUser(name));
    }
  }

  /** Enrols and confirms a user; the code that confirms is used up by it. */
  User enrolled(String name) {
    Enrolment enrolment = twoFactor.enrol(name);
    User user = new User(enrolment, List.of());
    Verdict verdict = twoFactor.confirm(name, code(user));
    nextStep();
    return new User(enrolment, ((Verdict.Confirmed) verdict).backupCodes());
  }

  /**
   * Who has an authenticator app.
   *
   * @param enrolment what is in the app
   * @param backupCodes what is on a piece of paper
   */
  record User(Enrolment enrolment, List<String> backupCodes) {}

  /** What the user's app shows now. */
  String code(User user) {
    return new Totp().code(new Base32().decode(user.enrolment().secret()), Totp.step(now));
  }

  /** One that the app shows at no time near now. */
  String wrongCode(User user) {
    byte[] secret = new Base32().decode(user.enrolment().secret());
    Totp totp = new Totp();
    int code = 0;
    while (totp.find(secret, "%06d".formatted(code), now).isPresent()) {
      code++;
    }
    return "%06d".formatted(code);
  }

  void nextStep() {
    pass(Duration.ofSeconds(Totp.STEP_SECONDS));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
