package dev.showwise.migrate.internal.secrecy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of JDBC URLs before anybody sees them. */
public final class Credentials {
  private static final Pattern USER_INFO = Pattern.compile("//[^/@?#]*@");
  private static final Pattern PARAMETER = Pattern.compile(
      "(?i)([?&;:](?:[a-z_.-]*(?:password|passwd|pwd|secret|token|key|user|username)))=[^&;]*");

  /** A URL within a text. */
  private static final Pattern JDBC = Pattern.compile("jdbc:[^\\s'\"]+");

  private Credentials() {}

  /** A text, such as a driver's message, without the credentials in its URLs. */
  public static String removedFromText(String text) {
    return JDBC.matcher(text).replaceAll(url -> Matcher.quoteReplacement(removedFrom(url.group())));
  }

  /** The URL without its user, its password and the like. */
  public static String removedFrom(String url) {
    String withoutUser = USER_INFO.matcher(url).replaceAll("//");
    return PARAMETER.matcher(withoutUser).replaceAll("$1=***");
  }
}
