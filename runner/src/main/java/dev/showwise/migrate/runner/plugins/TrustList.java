package dev.showwise.migrate.runner.plugins;

import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 sums of the jars that may be loaded, as {@code sha256sum} writes them: a sum, blanks, a
 * name. The names are for people; a jar is known by its sum. Empty lines and those after a # count for
 * nothing.
 *
 * @param file where it is
 * @param sums in lower case
 */
public record TrustList(Path file, Set<String> sums) {
  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64})(?:\\s+.*)?");

  /** Copies the set. */
  public TrustList {
    sums = Set.copyOf(sums);
  }

  /**
   * Reads a list.
   *
   * @throws Fault if it cannot be read, or a line is none of such a list: a list that is not understood
   *     trusts nobody
   */
  public static TrustList read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw Fault.usage(
          "The list of trusted jars, " + file + ", cannot be read: " + e + ".",
          "Check the path that --trust names and its permissions. Nothing was loaded.");
    }
    Set<String> sums = new LinkedHashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      Matcher entry = LINE.matcher(line);
      if (entry.matches()) {
        sums.add(entry.group(1).toLowerCase(Locale.ROOT));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw Fault.usage(
            "Line " + (i + 1) + " of " + file + " is no SHA-256 sum with a name.",
            "Make the list with: sha256sum FOLDER/*.jar. Nothing was loaded.");
      }
    }
    return new TrustList(file, sums);
  }

  boolean trusts(String sum) {
    return sums.contains(sum);
  }
}
