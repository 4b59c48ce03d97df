package dev.showwise.migrate.internal.dialect;

import java.util.regex.Pattern;

/** Tells most statements that set nothing in a session without cutting them into words. */
final class SettingWords {
  private static final Pattern PLAIN = Pattern.compile(
      "\\s*+(INSERT|UPDATE|DELETE|ALTER|DROP|REPLACE|MERGE|GRANT|COMMENT"
          + "|CREATE\\s++(TABLE|(UNIQUE\\s++)?INDEX|FUNCTION|TRIGGER|VIEW))\\b",
      Pattern.CASE_INSENSITIVE);

  private SettingWords() {}

  /** Whether a statement begins as one that changes nothing but the database. */
  static boolean isPlain(String sql) {
    return PLAIN.matcher(sql).lookingAt();
  }
}
