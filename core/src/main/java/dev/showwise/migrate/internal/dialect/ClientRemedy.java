package dev.showwise.migrate.internal.dialect;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write in the place of a command that only a product's own client program carries out. */
enum ClientRemedy {
  OTHER_FILE(
      "Put the statements of the other file in its place, or make a migration of that file."),
  OTHER_DATABASE(
      "A migration runs in the database that the URL names. Put what is for another one into a folder of"
          + " its own."),
  ROWS("Put the rows into the script: as INSERT, or on PostgreSQL behind COPY … FROM STDIN."),
  END_OF_ROWS("It ends rows, and no COPY … FROM STDIN begins any before it. Leave it out."),
  VARIABLE("Write the value where it is used, or a placeholder such as ${name}."),
  CONDITION("Put what it decides or makes into a DO block."),
  PROGRAM("No program is run from a script. Leave it out, and run that by hand."),
  STOP("Leave it out, with what comes after it."),
  OTHER("Leave it out, and put what it does into the script.");

  private static final Pattern COMMAND = Pattern.compile("(?s)[.\\\\]?([A-Za-z_]+|.).*");

  private final String sentence;

  ClientRemedy(String sentence) {
    this.sentence = sentence;
  }

  /** For the command that a text begins with; {@code isOfPsql} says that {@code \.} ends rows. */
  static ClientRemedy of(String text, boolean isOfPsql) {
    if (isOfPsql && text.startsWith("\\.")) {
      return END_OF_ROWS;
    }
    Matcher command = COMMAND.matcher(text);
    String name = command.matches() ? command.group(1).toLowerCase(Locale.ROOT) : "";
    return switch (name) {
      case "i", "ir", "include", "include_relative", ".", "source", "read" -> OTHER_FILE;
      case "c", "connect", "open", "r", "u" -> OTHER_DATABASE;
      case "copy", "import" -> ROWS;
      case "set", "unset", "gset", "prompt", "parameter", "bind" -> VARIABLE;
      case "gexec", "if", "elif", "else", "endif" -> CONDITION;
      case "!", "system", "shell" -> PROGRAM;
      case "q", "quit", "exit" -> STOP;
      default -> OTHER;
    };
  }

  /** What to do, as a sentence. */
  String sentence() {
    return sentence;
  }
}
