package dev.showwise.migrate.internal.dialect;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write in the place of a command that only a product's own client program carries out. */
enum ClientRemedy {
  OTHER_FILE(
      "i ir include include_relative . source read",
      "Put the statements of the other file in its place, or make a migration of that file."),
  OTHER_DATABASE(
      "c connect open r u",
      "A migration runs in the database that the URL names. Put what is for another one into a folder of"
          + " its own."),
  ROWS(
      "copy import",
      "Put the rows into the script: as INSERT, or on PostgreSQL behind COPY … FROM STDIN."),
  END_OF_ROWS("", "It ends rows, and no COPY … FROM STDIN begins any before it. Leave it out."),
  VARIABLE(
      "set unset gset prompt parameter bind",
      "Write the value where it is used, or a placeholder such as ${name}."),
  CONDITION("gexec if elif else endif", "Put what it decides or makes into a DO block."),
  PROGRAM("! system shell", "No program is run from a script. Leave it out, and run that by hand."),
  STOP("q quit exit", "Leave it out, with what comes after it."),
  OTHER("", "Leave it out, and put what it does into the script.");

  private static final Pattern COMMAND = Pattern.compile("(?s)[.\\\\]?([A-Za-z_]+|.).*");

  /** Their names, with a blank between two. */
  private final String commands;

  private final String sentence;

  ClientRemedy(String commands, String sentence) {
    this.commands = commands;
    this.sentence = sentence;
  }

  /** For the command that a text begins with; {@code isOfPsql} says that {@code \.} ends rows. */
  static ClientRemedy of(String text, boolean isOfPsql) {
    if (isOfPsql && text.startsWith("\\.")) {
      return END_OF_ROWS;
    }
    Matcher command = COMMAND.matcher(text);
    String name = command.matches() ? command.group(1).toLowerCase(Locale.ROOT) : "";
    for (ClientRemedy remedy : values()) {
      if (List.of(remedy.commands.split(" ")).contains(name) && !name.isEmpty()) {
        return remedy;
      }
    }
    return OTHER;
  }

  /** What to do, as a sentence. */
  String sentence() {
    return sentence;
  }
}
