package dev.showwise.migrate.internal.script.layout;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * goose's: {@code -- +goose Up}, {@code -- +goose Down} and {@code -- +goose NO TRANSACTION}. Its marks
 * around statements tell goose what a dialect knows by itself: where a statement ends.
 */
final class Goose extends Annotated {
  private static final Pattern MARK =
      Pattern.compile("--\\s*\\+goose\\s+(.*?)\\s*", Pattern.CASE_INSENSITIVE);

  Goose() {
    super("goose", Marker.GOOSE);
  }

  @Override
  String upMark() {
    return "-- +goose Up";
  }

  @Override
  void take(String line, int number, Sections sections) {
    Matcher mark = MARK.matcher(line);
    if (!mark.matches()) {
      return;
    }
    switch (mark.group(1).toLowerCase(Locale.ROOT)) {
      case "up" -> sections.up(number, sections.inherited());
      case "down" -> sections.down(number, sections.inherited());
      case "no transaction" -> sections.outsideTransaction();
      case "statementbegin", "statementend", "envsub off", "envsubst off" -> {}
      case "envsub on", "envsubst on" ->
        sections.fault(
            number,
            "wants variables of the environment put into the SQL, which is not done here. Write the"
                + " values, or use placeholders: '-- migrate: placeholders'");
      default ->
        sections.fault(
            number,
            "has '+goose " + mark.group(1) + "', which is no mark of goose that is known here");
    }
  }
}
