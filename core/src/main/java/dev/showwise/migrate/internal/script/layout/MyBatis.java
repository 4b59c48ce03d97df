package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MyBatis Migrations': {@code -- // what it is for} in front, {@code -- //@UNDO} before the way
 * back, and {@code -- @DELIMITER |} for what ends statements.
 */
final class MyBatis extends Annotated {
  /** In any case, other than the one before the way back. */
  private static final Pattern DELIMITER =
      Pattern.compile("@DELIMITER\\s", Pattern.CASE_INSENSITIVE);

  private static final Pattern MARK = Pattern.compile("\\s*--\\s*//\\s*(.*?)\\s*");

  MyBatis() {
    super("mybatis", Marker.MYBATIS);
  }

  @Override
  String upMark() {
    return "-- //";
  }

  @Override
  boolean beginsWithUp() {
    return true;
  }

  @Override
  String hint(String baseName) {
    return switch (baseName) {
      case "bootstrap.sql" ->
        "is for the first database ever, and not a migration: run it by hand where it is needed, and"
            + " move it out of the folder.";
      case "onabort.sql" ->
        "is run when a migration fails, which is not done here. Move it out of the folder.";
      default -> "";
    };
  }

  @Override
  void take(String line, int number, Sections sections) {
    if (DELIMITER.matcher(line).find()) {
      sections.endedByComments();
      return;
    }
    Matcher mark = MARK.matcher(line);
    if (!mark.matches()) {
      return;
    }
    String words = mark.group(1);
    if (words.contains("@UNDO")) {
      sections.down(number, Transaction.WHERE_POSSIBLE);
    } else if (number == 1) {
      sections.title(words);
    }
  }
}
