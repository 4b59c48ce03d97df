package dev.showwise.migrate.internal.rehearsal;

import dev.showwise.migrate.RowComparison;
import dev.showwise.migrate.RowComparison.Fate;
import dev.showwise.migrate.spi.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the rows of two pictures. */
final class Rows {
  private final Picture before;
  private final Picture after;
  private final Dialect dialect;

  private Rows(Picture before, Picture after, Dialect dialect) {
    this.before = before;
    this.after = after;
    this.dialect = dialect;
  }

  /** One comparison for each table of either, by name. */
  static List<RowComparison> compare(Picture before, Picture after, Dialect dialect) {
    return new Rows(before, after, dialect).compare();
  }

  private List<RowComparison> compare() {
    Map<String, RowComparison> found = new TreeMap<>();
    Map<String, String> renamed = renamed();
    before.contents().forEach((name, content) -> {
      TableContent now = after.contents().get(name);
      if (now != null) {
        found.put(name, kept(after.nameOf(name, dialect), content, now));
      } else if (!renamed.containsKey(name)) {
        found.put(
            name,
            new RowComparison(
                before.nameOf(name, dialect),
                Fate.DROPPED,
                content.rows(),
                0,
                content.rows(),
                OptionalLong.of(0),
                List.of(),
                0));
      }
    });
    after.contents().forEach((name, content) -> {
      if (!before.contents().containsKey(name)) {
        found.put(name, added(name, content, renamed));
      }
    });
    return List.copyOf(found.values());
  }

  /** Tables that are gone, each with the new one that has its columns and its rows. */
  private Map<String, String> renamed() {
    Map<String, String> renamed = new HashMap<>();
    before.contents().forEach((name, content) -> {
      if (!after.contents().containsKey(name) && content.rows() > 0) {
        after.contents().entrySet().stream()
            .filter(now -> !before.contents().containsKey(now.getKey())
                && !renamed.containsValue(now.getKey())
                && now.getValue().equalsRowsOf(content))
            .findFirst()
            .ifPresent(now -> renamed.put(name, now.getKey()));
      }
    });
    return renamed;
  }

  private RowComparison added(String name, TableContent content, Map<String, String> renamed) {
    Optional<String> old = renamed.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
    return new RowComparison(
        after.nameOf(name, dialect),
        old.isPresent() ? Fate.RENAMED : Fate.ADDED,
        old.isPresent() ? content.rows() : 0,
        content.rows(),
        0,
        OptionalLong.of(0),
        old.map(was -> List.of("it was table " + before.nameOf(was, dialect) + " before"))
            .orElse(List.of()),
        0);
  }

  private RowComparison kept(String name, TableContent was, TableContent is) {
    List<String> lost =
        was.columns().stream().filter(c -> is.column(c).isEmpty()).toList();
    long gone = was.keysMissingIn(is).orElse(Math.max(0, was.rows() - is.rows()));
    OptionalLong missing = was.rowsMissingIn(is);
    OptionalLong changed = missing.isPresent()
        ? OptionalLong.of(Math.max(0, missing.getAsLong() - gone))
        : OptionalLong.empty();
    List<String> details = new ArrayList<>();
    long valuesLost = 0;
    for (String column : lost) {
      TableContent.Column values = was.column(column).orElseThrow();
      Optional<String> newName =
          values.values() == 0 ? Optional.empty() : is.newNameOf(values, was);
      if (newName.isPresent()) {
        details.add("column " + column + " is called " + newName.get() + " now");
      } else if (values.values() > 0) {
        valuesLost += values.values();
        details.add("column " + column + " is gone, and " + values.values()
            + (values.values() == 1 ? " value" : " values") + " with it");
      }
    }
    if (changed.isEmpty() && was.rows() == is.rows()) {
      String others = was.columns().stream()
          .filter(column ->
              is.column(column).isPresent() && !is.column(column).equals(was.column(column)))
          .collect(Collectors.joining(", "));
      if (!others.isEmpty()) {
        details.add("values changed in " + others);
      }
    }
    return new RowComparison(
        name, Fate.KEPT, was.rows(), is.rows(), gone, changed, details, valuesLost);
  }
}
