package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** dbmate's: {@code -- migrate:up} and {@code -- migrate:down}, with {@code transaction:false}. */
final class Dbmate extends Annotated {
  private static final Pattern MARK = Pattern.compile("--\\s*migrate:(up|down)(?:\\s+(.*?))?\\s*");

  Dbmate() {
    super("dbmate", Marker.DBMATE);
  }

  @Override
  String upMark() {
    return "-- migrate:up";
  }

  @Override
  void take(String line, int number, Sections sections) {
    Matcher mark = MARK.matcher(line);
    if (!mark.matches()) {
      return;
    }
    Transaction transaction = transaction(mark.group(2), number, sections);
    if (mark.group(1).equals("up")) {
      sections.up(number, transaction);
    } else {
      sections.down(number, transaction);
    }
  }

  private static Transaction transaction(@Nullable String options, int number, Sections sections) {
    Transaction transaction = Transaction.WHERE_POSSIBLE;
    if (options == null) {
      return transaction;
    }
    for (String option : options.split("\\s+", -1)) {
      switch (option) {
        case "transaction:false" -> transaction = Transaction.NEVER;
        case "", "transaction:true" -> {}
        default -> sections.fault(number, "has '" + option + "'; known is transaction:false");
      }
    }
    return transaction;
  }
}
