package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import dev.showwise.migrate.runner.syntax.CommandOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The command line with its verb found, wherever it stood.
 *
 * @param verb what to do
 * @param named whether the verb was typed, or is the one that is meant without
 * @param rest everything else, in order
 */
record Arguments(Verb verb, Named named, List<String> rest) {
  private static final Set<String> WITH_VALUE = new HashSet<>();
  private static final Set<String> WITHOUT_VALUE = new HashSet<>();
  private static final String LIST_OPTION = ProgramOptions.LIST.name();
  private static final String SCRIPT_PREFIX = "migrate_";

  static {
    note(ProgramOptions.OF_EVERY_VERB);
    note(List.of(ProgramOptions.VERSION, ProgramOptions.LIST));
    for (Verb each : Verb.values()) {
      note(each.own());
    }
  }

  private static void note(List<CommandOption> options) {
    for (CommandOption option : options) {
      Set<String> names = option.hasValue() ? WITH_VALUE : WITHOUT_VALUE;
      names.add(option.name());
      if (!option.shortName().isEmpty()) {
        names.add(option.shortName());
      }
    }
  }

  /** Whether a verb was typed. */
  enum Named {
    /** It was. */
    YES,
    /** It was not, and migrate is meant. */
    NO
  }

  /**
   * Finds the verb.
   *
   * @throws Fault if the first argument is none
   */
  static Arguments of(List<String> arguments) {
    List<String> rest = new ArrayList<>(arguments);
    int first = firstPositional(rest);
    boolean list = rest.contains(LIST_OPTION);
    if (first < 0) {
      rest.remove(LIST_OPTION);
      return new Arguments(list ? Verb.LIST : Verb.MIGRATE, list ? Named.YES : Named.NO, rest);
    }
    String word = rest.get(first);
    if (Verb.of(word).isPresent()) {
      rest.remove(first);
      Verb verb = Verb.of(word).get();
      if (verb == Verb.MIGRATE && list) {
        rest.remove(LIST_OPTION);
        verb = Verb.LIST;
      }
      return new Arguments(verb, Named.YES, rest);
    }
    if (word.startsWith(SCRIPT_PREFIX)) {
      return new Arguments(Verb.MIGRATE, Named.YES, rest);
    }
    if (rest.subList(0, first).stream().anyMatch(Arguments::isUnknownOption)) {
      // then this may be its value, and even a password: what is wrong is the option
      return new Arguments(Verb.MIGRATE, Named.NO, rest);
    }
    String near = Nearest.question(word, Verb.words());
    throw Fault.usage(
        "There is no verb '" + word + "'.",
        (near.isEmpty() ? "" : near + " ") + "Known are: " + String.join(", ", Verb.words())
            + ". To apply one migration: migrate NAME.");
  }

  static boolean isUnknownOption(String argument) {
    String name = argument.replaceFirst("=.*", "");
    return argument.startsWith("-") && !WITH_VALUE.contains(name) && !WITHOUT_VALUE.contains(name);
  }

  private static int firstPositional(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (WITH_VALUE.contains(argument)) {
        i++;
      } else if (argument.equals("--")) {
        return -1;
      } else if (!argument.startsWith("-")) {
        return i;
      }
    }
    return -1;
  }
}
