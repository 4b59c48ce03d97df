package dev.showwise.migrate.internal.run;

import java.util.regex.Pattern;

/** Takes secrets out of JDBC URLs before anybody sees them. */
final class Credentials {
  private static final Pattern USER_INFO = Pattern.compile("//[^/@?#]*@");
  private static final Pattern PARAMETER = Pattern.compile(
      "(?i)([?&;:](?:[a-z_.-]*(?:password|passwd|pwd|secret|token|key|user|username)))=[^&;]*");

  private Credentials() {}

  static String removedFrom(String url) {
    String withoutUser = USER_INFO.matcher(url).replaceAll("//");
    return PARAMETER.matcher(withoutUser).replaceAll("$1=***");
  }
}
