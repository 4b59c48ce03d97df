package dev.showwise.migrate.internal.rehearsal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The word that a statement begins with, behind blanks and comments. */
final class FirstWord {
  private static final Pattern START =
      Pattern.compile("(?s)^(?:[\\s;(]+|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*+([A-Za-z_]+)");

  private FirstWord() {}

  /** In upper case; empty if there is none. */
  static String of(String sql) {
    Matcher matcher = START.matcher(sql);
    return matcher.find() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
  }

  /** Why a statement that begins so is not sent. */
  static String refusal(String sql) {
    return "'" + of(sql)
        + "' reaches beyond the database, so it cannot be rehearsed on a copy: it would"
        + " change something else. Try it on a copy of all that it needs";
  }
}
