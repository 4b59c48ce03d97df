package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.testkit.internal.Picture.Contents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of rows, in words. */
final class RowComparison {
  private static final int MOST_EXAMPLES = 3;

  private final Picture before;
  private final Picture after;
  private final Moves moves;
  private final Set<String> meant;
  private final List<String> findings = new ArrayList<>();

  RowComparison(Picture before, Picture after, Moves moves, Set<String> meant) {
    this.before = before;
    this.after = after;
    this.moves = moves;
    this.meant = meant;
  }

  /** Everything from before that is not there as it was. What is new does not matter. */
  List<String> lossesAndChanges() {
    before.tables().forEach((name, contents) -> {
      Optional<String> now = moves.tableAfter(name);
      if (!meant.contains(name) && now.isPresent()) {
        compare(name, contents, Optional.ofNullable(after.tables().get(now.get())));
      }
    });
    return List.copyOf(findings);
  }

  /** What is there that was not there before, in tables that were. */
  List<String> additions() {
    List<String> added = new ArrayList<>();
    before.tables().forEach((name, contents) -> {
      Contents now = moves.tableAfter(name).map(after.tables()::get).orElse(null);
      int more = now == null ? 0 : now.rows().size() - contents.rows().size();
      if (more > 0 && !meant.contains(name)) {
        added.add("table " + name + " has " + rows(more) + " more than before");
      }
    });
    return added;
  }

  private void compare(String name, Contents was, Optional<Contents> is) {
    if (is.isEmpty()) {
      findings.add("table " + name + " is gone, with its " + rows(was.rows().size()));
      return;
    }
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : was.columns()) {
      Optional<String> now = moves.columnAfter(name, column);
      boolean counts = now.isPresent() && !meant.contains(name + "." + column);
      if (counts && is.get().column(now.get()).isPresent()) {
        columns.put(column, now.get());
      } else if (counts) {
        long values = was.rows().stream().filter(row -> row.get(column) != null).count();
        findings.add(
            "column " + name + "." + column + " is gone, with the values of " + rows(values));
      }
    }
    boolean byKey = !was.key().isEmpty() && columns.keySet().containsAll(was.key());
    if (byKey) {
      compareByKey(name, was, is.get(), columns);
    } else {
      compareAsAWhole(name, was, is.get(), columns);
    }
  }

  private void compareByKey(String name, Contents was, Contents is, Map<String, String> columns) {
    Map<List<String>, Map<String, @Nullable String>> now = new HashMap<>();
    is.rows().forEach(row -> now.put(key(was, row, columns), row));
    List<String> gone = new ArrayList<>();
    Map<String, List<String>> changed = new LinkedHashMap<>();
    for (Map<String, @Nullable String> row : was.rows()) {
      Map<String, @Nullable String> found = now.get(key(was, row, Map.of()));
      String which = was.key().stream()
          .map(column -> column + " " + row.get(column))
          .collect(Collectors.joining(", "));
      if (found == null) {
        gone.add(which);
        continue;
      }
      columns.forEach((column, itsName) -> {
        if (!Objects.equals(row.get(column), found.get(itsName))) {
          changed
              .computeIfAbsent(column, c -> new ArrayList<>())
              .add(which + ": " + shown(row.get(column)) + " became " + shown(found.get(itsName)));
        }
      });
    }
    if (!gone.isEmpty()) {
      findings.add(of(gone.size(), was) + " of table " + name + (gone.size() == 1 ? " is" : " are")
          + " gone (" + examples(gone) + ")");
    }
    changed.forEach((column, which) -> findings.add(of(which.size(), was) + " of table " + name
        + (which.size() == 1 ? " has" : " have") + " another value in " + column + " ("
        + examples(which) + ")"));
  }

  private static List<String> key(
      Contents was, Map<String, @Nullable String> row, Map<String, String> names) {
    return was.key().stream()
        .map(column -> String.valueOf(row.get(names.getOrDefault(column, column))))
        .toList();
  }

  private void compareAsAWhole(
      String name, Contents was, Contents is, Map<String, String> columns) {
    Map<List<String>, Integer> left = new HashMap<>();
    is.rows()
        .forEach(row -> left.merge(
            columns.values().stream().map(column -> shown(row.get(column))).toList(),
            1,
            Integer::sum));
    int gone = 0;
    for (Map<String, @Nullable String> row : was.rows()) {
      List<String> values =
          columns.keySet().stream().map(column -> shown(row.get(column))).toList();
      if (left.merge(values, -1, Integer::sum) < 0) {
        gone++;
      }
    }
    if (gone > 0) {
      findings.add(
          of(gone, was) + " of table " + name + (gone == 1 ? " is" : " are") + " gone or changed");
    }
  }

  private static String of(long some, Contents all) {
    return some + " of " + rows(all.rows().size());
  }

  static String rows(long count) {
    return count + (count == 1 ? " row" : " rows");
  }

  static String shown(@Nullable String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }

  private static String examples(List<String> all) {
    return String.join("; ", all.subList(0, Math.min(all.size(), MOST_EXAMPLES)))
        + (all.size() > MOST_EXAMPLES ? "; …" : "");
  }

  /**
   * In what two databases differ that should be the same: the schema, and the rows but for what {@code
   * mayDiffer} says of a table and a column.
   */
  static List<String> between(Picture one, Picture other, BiPredicate<String, String> mayDiffer) {
    List<String> differences = schemas(one, other);
    one.tables().forEach((name, contents) -> {
      Contents second = other.tables().get(name);
      if (second != null) {
        List<String> columns = contents.columns().stream()
            .filter(column -> !mayDiffer.test(name, column))
            .toList();
        List<String> only = onlyIn(contents, second, columns);
        List<String> onlyThere = onlyIn(second, contents, columns);
        only.forEach(row -> differences.add("missing: a row of " + name + " with " + row));
        onlyThere.forEach(row -> differences.add("too much: a row of " + name + " with " + row));
      }
    });
    return differences;
  }

  /** In what the schemas differ. */
  static List<String> schemas(Picture one, Picture other) {
    List<String> differences = new ArrayList<>();
    other.objectsOnlyIn(one).forEach(object -> differences.add("missing: " + object));
    one.objectsOnlyIn(other).forEach(object -> differences.add("too much: " + object));
    return differences;
  }

  private static List<String> onlyIn(Contents one, Contents other, List<String> columns) {
    Map<String, Integer> left = new HashMap<>();
    other.rows().forEach(row -> left.merge(inWords(row, columns), 1, Integer::sum));
    return one.rows().stream()
        .map(row -> inWords(row, columns))
        .filter(row -> left.merge(row, -1, Integer::sum) < 0)
        .toList();
  }

  private static String inWords(Map<String, @Nullable String> row, List<String> columns) {
    return columns.stream()
        .map(column -> column + " " + shown(row.get(column)))
        .collect(Collectors.joining(", "));
  }
}
