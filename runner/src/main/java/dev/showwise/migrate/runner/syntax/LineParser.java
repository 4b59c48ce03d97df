package dev.showwise.migrate.runner.syntax;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** Reads what was typed behind a verb, and says what is wrong with it. */
public final class LineParser {
  private final String verb;
  private final Syntax syntax;
  private final List<String> verbs;

  /**
   * For a verb.
   *
   * @param verbs all verbs, for whoever takes one for an option
   */
  public LineParser(String verb, Syntax syntax, List<String> verbs) {
    this.verb = verb;
    this.syntax = syntax;
    this.verbs = List.copyOf(verbs);
  }

  /**
   * Reads the arguments without the verb.
   *
   * @throws Fault if they are not what may be typed
   */
  public ParsedLine parse(List<String> arguments) {
    refuseSingleHyphens(arguments);
    CommandLine line;
    try {
      line = DefaultParser.builder()
          .setAllowPartialMatching(false)
          .setStripLeadingAndTrailingQuotes(false)
          .get()
          .parse(libraryOptions(), arguments.toArray(String[]::new));
    } catch (UnrecognizedOptionException e) {
      throw unknown(e.getOption());
    } catch (MissingArgumentException e) {
      CommandOption option = option("--" + e.getOption().getLongOpt());
      throw Fault.usage(
          option.name() + " lacks its value.",
          "Give it as " + option.name() + " " + option.valueName() + ".");
    } catch (ParseException e) {
      throw Fault.usage(e.getMessage() + ".", help());
    }
    requireOperands(line.getArgList());
    return new ParsedLine(given(line), line.getArgList());
  }

  /** The library takes -url for --url, and -hx for two options in one. */
  private void refuseSingleHyphens(List<String> arguments) {
    boolean isValue = false;
    for (String argument : arguments) {
      if (argument.equals("--")) {
        return;
      }
      boolean isKnown = syntax.options().stream().anyMatch(option -> option.isTyped(argument));
      if (!isValue
          && !isKnown
          && argument.length() > 1
          && argument.startsWith("-")
          && !argument.startsWith("--")) {
        throw unknown(argument);
      }
      isValue = !isValue
          && syntax.options().stream()
              .anyMatch(option -> option.hasValue() && option.isTyped(argument));
    }
  }

  private Options libraryOptions() {
    Options options = new Options();
    for (CommandOption option : syntax.options()) {
      options.addOption(Option.builder(
              option.shortName().isEmpty() ? null : option.shortName().substring(1))
          .longOpt(option.word())
          .hasArg(option.hasValue())
          .get());
    }
    return options;
  }

  private Map<String, List<String>> given(CommandLine line) {
    Map<String, List<String>> given = new HashMap<>();
    for (Option typed : line.getOptions()) {
      CommandOption option = option("--" + typed.getLongOpt());
      boolean isAgain = given.containsKey(option.name());
      if (isAgain && option.times() == CommandOption.Times.ONCE) {
        throw Fault.usage(option.name() + " was given twice.", "Give it once.");
      }
      if (!isAgain) {
        String[] values = line.getOptionValues(typed);
        given.put(option.name(), values == null ? List.of() : List.of(values));
      }
    }
    return given;
  }

  private CommandOption option(String name) {
    return syntax.options().stream()
        .filter(option -> option.isTyped(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is no option of " + verb));
  }

  private void requireOperands(List<String> operands) {
    Operand wanted = syntax.operand();
    if (wanted.count().allows(operands.size())) {
      return;
    } else if (operands.isEmpty()) {
      throw Fault.usage(verb + " needs " + wanted.name() + ".", help());
    }
    String first = operands.get(wanted.count() == Operand.Count.NONE ? 0 : 1);
    throw Fault.usage("'" + first + "' is one argument too many for " + verb + ".", help());
  }

  private Fault unknown(String argument) {
    // what comes after the sign may be a password
    String option = argument.replaceFirst("=.*", "");
    List<String> known = new ArrayList<>();
    for (CommandOption one : syntax.options()) {
      known.add(one.name());
      if (one.name().equals(option)) {
        return Fault.usage(option + " takes no value.", "Give it alone.");
      }
    }
    known.add("--version");
    String asVerb = option.replaceFirst("^--?", "");
    String near = Nearest.question(option, known);
    // other programs take -pSECRET
    boolean attached = near.isEmpty() && !verbs.contains(asVerb) && option.startsWith("-p");
    if (attached || option.equals("--password")) {
      return Fault.usage(
          "There is no option '" + (attached ? "-p" : option)
              + "': a password is never an argument, others would see it.",
          "Write it into a file that only you can read, and give --password-file FILE.");
    }
    if (near.isEmpty() && verbs.contains(asVerb)) {
      near = "'" + asVerb + "' is a verb: showwise-migrate " + asVerb + ".";
    }
    return Fault.usage(
        "There is no option '" + option + "' for " + verb + ".",
        (near.isEmpty() ? "" : near + " ") + help());
  }

  private String help() {
    return "showwise-migrate " + verb + " --help shows what there is.";
  }
}
