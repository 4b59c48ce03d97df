package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What can be typed, and what was wrong with what was. */
final class Usage {
  private static final int WIDTH = 100;

  private Usage() {}

  /** Fills a verb with its arguments. */
  static VerbCommand parse(Arguments arguments) {
    VerbCommand command = arguments.verb().command();
    CommandLine line = commandLine(command);
    try {
      line.parseArgs(arguments.rest().toArray(String[]::new));
      return command;
    } catch (CommandLine.UnmatchedArgumentException e) {
      throw unmatched(arguments.verb(), e.getUnmatched().get(0), line);
    } catch (CommandLine.MissingParameterException e) {
      throw missing(arguments.verb(), e);
    } catch (CommandLine.OverwrittenOptionException e) {
      throw Fault.usage(
          e.getOverwritten().paramLabel() + " was given twice, with "
              + String.join(" and ", names(e.getOverwritten())) + ".",
          "Give it once.");
    } catch (CommandLine.ParameterException e) {
      throw Fault.usage(sentence(e), helpFor(arguments.verb()));
    }
  }

  private static List<String> names(CommandLine.Model.ArgSpec argument) {
    return argument instanceof CommandLine.Model.OptionSpec option
        ? List.of(option.names())
        : List.of(argument.paramLabel());
  }

  private static Fault missing(Verb verb, CommandLine.MissingParameterException e) {
    for (CommandLine.Model.ArgSpec argument : e.getMissing()) {
      if (argument instanceof CommandLine.Model.OptionSpec option) {
        return Fault.usage(
            option.longestName() + " lacks its value.",
            "Give it as " + option.longestName() + " " + option.paramLabel() + ".");
      }
      return Fault.usage(verb.word() + " needs " + argument.paramLabel() + ".", helpFor(verb));
    }
    return Fault.usage(sentence(e), helpFor(verb));
  }

  private static Fault unmatched(Verb verb, String argument, CommandLine line) {
    if (!argument.startsWith("-")) {
      return Fault.usage(
          "'" + argument + "' is one argument too many for " + verb.word() + ".", helpFor(verb));
    }
    // what comes after the sign may be a password
    String option = argument.replaceFirst("=.*", "");
    List<String> known = new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
    known.add("--version");
    String asVerb = option.replaceFirst("^--?", "");
    String near = Nearest.question(option, known);
    // other programs take -pSECRET
    boolean attached = near.isEmpty() && Verb.of(asVerb).isEmpty() && option.startsWith("-p");
    if (attached || option.equals("--password")) {
      return Fault.usage(
          "There is no option '" + (attached ? "-p" : option)
              + "': a password is never an argument, others would see it.",
          "Write it into a file that only you can read, and give --password-file FILE.");
    }
    if (near.isEmpty() && Verb.of(asVerb).isPresent()) {
      near = "'" + asVerb + "' is a verb: showwise-migrate " + asVerb + ".";
    }
    return Fault.usage(
        "There is no option '" + option + "' for " + verb.word() + ".",
        (near.isEmpty() ? "" : near + " ") + helpFor(verb));
  }

  private static String helpFor(Verb verb) {
    return "showwise-migrate " + verb.word() + " --help shows what there is.";
  }

  private static String sentence(CommandLine.ParameterException e) {
    String message = String.valueOf(e.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  private static CommandLine commandLine(VerbCommand command) {
    return new CommandLine(command).setExpandAtFiles(false).setUsageHelpWidth(WIDTH);
  }

  /** How one verb is used. */
  static String of(Verb verb) {
    CommandLine line = commandLine(verb.command());
    line.setCommandName("showwise-migrate " + verb.word());
    return line.getUsageMessage(Ansi.OFF).stripTrailing();
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
    CommandLine all = new CommandLine(new GlobalOptions()).setUsageHelpWidth(WIDTH);
    text.append(all.getHelp().optionList());
    text.append("      --version              the version of this program\n");
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
