package dev.showwise.migrate.internal.discovery;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the known names was meant by a mistyped one. */
public final class NearestName {
  private NearestName() {}

  /** The known name with the fewest mistypings, if they are few for its length. */
  public static Optional<String> of(String typed, Collection<String> known) {
    return known.stream()
        .min(Comparator.<String>comparingInt(name -> distance(typed, name)).thenComparing(n -> n))
        .filter(name -> distance(typed, name) <= Math.max(1, name.length() / 3));
  }

  /** {@code " Did you mean X?"}, or nothing. */
  public static String suggestion(String typed, Collection<String> known) {
    return of(typed, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /**
   * How many letters must be changed, added, left out or swapped with their neighbour (optimal string
   * alignment), without regard to case.
   */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1);
        edits[i][j] = swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
