package dev.showwise.migrate.internal.secrecy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of JDBC URLs before anybody sees them. */
public final class Credentials {
  private static final String BEFORE = "(?i)([?&;:(,][a-z_.-]*(?:";
  private static final String SECRETS = "password|passwd|passphrase|pwd|secret|token|key";

  /** A password may have an @ in it, and each of several hosts a password: the last one counts. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");

  private static final Pattern PARAMETER =
      Pattern.compile(BEFORE + SECRETS + "|user|username))=[^&;]*");

  /** What is masked already is left alone, and who it is may be told to whoever has the message. */
  private static final Pattern SECRET =
      Pattern.compile(BEFORE + SECRETS + "))=(?!\\*\\*\\*)[^&;]*");

  /** A URL within a text. */
  private static final Pattern JDBC = Pattern.compile("jdbc:[^\\s'\"]+");

  private Credentials() {}

  /** A text, such as a driver's message, without the secrets in its URLs. */
  public static String removedFromText(String text) {
    return JDBC.matcher(text)
        .replaceAll(url -> Matcher.quoteReplacement(removed(url.group(), SECRET)));
  }

  /** The URL without its user, its password and the like. */
  public static String removedFrom(String url) {
    return removed(url, PARAMETER);
  }

  private static String removed(String url, Pattern parameter) {
    return parameter.matcher(USER_INFO.matcher(url).replaceAll("//")).replaceAll("$1=***");
  }
}
