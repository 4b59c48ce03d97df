package dev.showwise.migrate.examples.twofactor;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes by the clock (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, six digits, a new one
 * every 30 seconds. Immutable, for any number of threads.
 */
final class Totp {
  static final int DIGITS = 6;
  static final int STEP_SECONDS = 30;

  /** RFC 4226, section 4, R6: at least 128 bits; 160 are recommended, which is what HMAC-SHA-1 takes. */
  static final int SECRET_BYTES = 20;

  /** How far a phone's clock may be off, in steps; RFC 6238, section 5.2, recommends one. */
  private static final int SKEW = 1;

  private final HmacOneTimePasswordGenerator codes = new HmacOneTimePasswordGenerator(DIGITS);

  /** The number of the time step that an instant is in. */
  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
  }

  /** The code of a time step. */
  String code(byte[] secret, long step) {
    try {
      return codes.generateOneTimePasswordString(
          new SecretKeySpec(secret, "RAW"), step, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("This Java has no HMAC-SHA-1.", e);
    }
  }

  /**
   * The step that a code belongs to: the present one, or one next to it; the newest, should it be right for
   * two. Takes the same time for every code.
   *
   * @return empty if it is wrong
   */
  OptionalLong find(byte[] secret, String code, Instant now) {
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - SKEW; step <= step(now) + SKEW; step++) {
      if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), given)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
