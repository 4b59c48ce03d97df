package dev.showwise.migrate.examples.twofactor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.binary.Base32;

/**
 * What a user puts into an authenticator app. Shown once; nowhere else is the secret to be read.
 *
 * @param username the user
 * @param secret in Base32, without padding
 */
public record Enrolment(String username, String secret) {
  private static final String ISSUER = "ShowWise";

  static Enrolment of(String username, byte[] secret) {
    return new Enrolment(username, new Base32().encodeToString(secret).replace("=", ""));
  }

  /** As authenticator apps understand it, in the Key URI format of Google Authenticator. */
  public String uri() {
    return "otpauth://totp/" + ISSUER + ":" + escaped(username) + "?secret=" + secret + "&issuer="
        + ISSUER + "&algorithm=SHA1&digits=" + Totp.DIGITS + "&period=" + Totp.STEP_SECONDS;
  }

  private static String escaped(String text) {
    // that is for forms, where a blank becomes a plus
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Without the secret: a record's own text would end up in logs. */
  @Override
  public String toString() {
    return "Enrolment[" + username + "]";
  }
}
