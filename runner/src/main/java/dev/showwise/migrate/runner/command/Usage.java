package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.syntax.HelpText;
import dev.showwise.migrate.runner.syntax.LineParser;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What can be typed, and what was wrong with what was. */
final class Usage {
  private Usage() {}

  /**
   * What was typed behind the verb.
   *
   * @throws Fault if it is not what may be typed
   */
  static ParsedLine parse(Arguments arguments) {
    Verb verb = arguments.verb();
    return new LineParser(verb.word(), verb.syntax(), Verb.words()).parse(arguments.rest());
  }

  /** How one verb is used. */
  static String of(Verb verb) {
    return HelpText.of(verb.word(), verb.syntax()).stripTrailing();
  }

  /** How the program is used. */
  static String text() {
    StringBuilder text = new StringBuilder();
    text.append("Usage: showwise-migrate [OPTIONS] [VERB] [ARGUMENTS]\n\n");
    text.append("Brings a database to the schema that its application needs, and back.\n\n");
    for (Verb verb : Verb.values()) {
      text.append(String.format("  %-16s%s%n", verb.word(), verb.summary()));
    }
    text.append("\nWithout a verb: migrate. showwise-migrate VERB --help says more.\n");
    text.append("Without --url: SHOWWISE_MIGRATE_URL, then showwise-migrate.properties,");
    text.append(" then production_crew.db in this folder.\n\n");
    text.append("Options of every verb:\n");
    text.append(HelpText.of(ProgramOptions.OF_EVERY_VERB));
    text.append(HelpText.of(List.of(ProgramOptions.VERSION)));
    text.append("\nExit codes: 0 done, or nothing to do; 1 a migration failed; 2 wrong usage;\n");
    text.append(
        "  3 the database is not as it should be; 4 it could not be opened, or is locked;\n");
    text.append("  5 the answer was not yes; 6 the outcome of a commit is unknown;\n");
    text.append("  130 and 143 stopped by a signal");
    return text.toString();
  }

  /** The program's name and version, and Java's. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Usage.class.getResourceAsStream("/dev/showwise/migrate/runner/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "showwise-migrate " + properties.getProperty("version", "(unknown version)") + " (Java "
        + Runtime.version() + ")";
  }
}
