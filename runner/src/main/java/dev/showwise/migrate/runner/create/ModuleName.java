package dev.showwise.migrate.runner.create;

import dev.showwise.migrate.runner.fault.Fault;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A checked name of a module, and what is named after it.
 *
 * @param text as people typed it: {@code shoe-sizes}
 */
record ModuleName(String text) {
  private static final int LONGEST = 50;
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
  private static final Pattern RESERVED_BY_WINDOWS =
      Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");

  private static final Set<String> KEYWORDS =
      Set.of(("abstract assert boolean break byte case catch char class const continue default "
              + "do double else enum extends false final finally float for goto if implements "
              + "import instanceof int interface long native new null package private protected "
              + "public return short static strictfp super switch synchronized this throw throws "
              + "transient true try void volatile while")
          .split(" "));

  /**
   * Checks the name.
   *
   * @throws Fault if it cannot be the name of a folder, a module and a class
   */
  ModuleName {
    if (text.isEmpty()) {
      throw refused("A module needs a name");
    } else if (text.length() > LONGEST) {
      throw refused("The name is too long: " + text.length() + " characters, at most " + LONGEST);
    } else if (!SHAPE.matcher(text).matches()) {
      throw refused("'" + text + "' cannot be the name of a module");
    } else if (RESERVED_BY_WINDOWS.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
      throw refused("'" + text + "' is a name that Windows keeps for a device");
    }
  }

  private static Fault refused(String what) {
    return NewModule.notCreated(
        what + ".", "Use letters and digits, with single dashes between words: shoe-sizes.", null);
  }

  /** The package and Java module: {@code migrations.shoesizes}. */
  String packageName() {
    String flat = text.replace("-", "").toLowerCase(Locale.ROOT);
    if (Character.isDigit(flat.charAt(0))) {
      return "migrations._" + flat;
    }
    return "migrations." + (KEYWORDS.contains(flat) ? flat + "_" : flat);
  }

  /**
   * The class: {@code ShoeSizes}.
   *
   * @param taken which names mean something else where the class is used
   */
  String className(Predicate<String> taken) {
    String pascal = Arrays.stream(text.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
    String name = Character.isDigit(pascal.charAt(0)) ? "Migrate" + pascal : pascal;
    while (taken.test(name) || taken.test(name + "Test")) {
      name += "Migration";
    }
    return name;
  }

  /** The example's table: {@code shoe_sizes_example}. */
  String tableName() {
    return text.replace('-', '_').toLowerCase(Locale.ROOT) + "_example";
  }
}
