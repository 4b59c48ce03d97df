package dev.showwise.migrate.internal.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What two SQLite databases must have in common to be the same.
 *
 * @param schema a hash of all definitions, and of the numbers that an application keeps in the header
 * @param rows how many rows each table has
 * @param contents a hash of all rows of each table; empty if they were not read
 * @param brokenReferences how many rows refer to nothing, by referring and referenced table
 */
record Fingerprint(
    String schema,
    Map<String, Long> rows,
    Optional<Map<String, String>> contents,
    Map<String, Long> brokenReferences) {

  Fingerprint {
    rows = Map.copyOf(rows);
    contents = contents.map(Map::copyOf);
    brokenReferences = Map.copyOf(brokenReferences);
  }

  long allRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** In what this one is not as another one, in words; empty if they are the same. */
  List<String> differencesFrom(Fingerprint other) {
    List<String> differences = new ArrayList<>();
    if (!schema.equals(other.schema)) {
      differences.add("its schema is another one");
    }
    TreeSet<String> tables = new TreeSet<>(rows.keySet());
    tables.addAll(other.rows.keySet());
    for (String table : tables) {
      Long here = rows.get(table);
      Long there = other.rows.get(table);
      if (here == null) {
        differences.add("table " + table + " is not in it");
      } else if (there == null) {
        differences.add("table " + table + " is in it and should not be");
      } else if (!here.equals(there)) {
        differences.add("table " + table + " has " + here + " rows in it instead of " + there);
      } else if (isOtherContent(table, other)) {
        differences.add("rows of table " + table + " have other values");
      }
    }
    if (!brokenReferences.equals(other.brokenReferences)) {
      differences.add("broken references are " + inWords(brokenReferences) + " instead of "
          + inWords(other.brokenReferences));
    }
    return differences;
  }

  private boolean isOtherContent(String table, Fingerprint other) {
    return contents.isPresent()
        && other.contents.isPresent()
        && !contents.get().getOrDefault(table, "").equals(other.contents.get().get(table));
  }

  private static String inWords(Map<String, Long> references) {
    return references.isEmpty() ? "none" : new TreeMap<>(references).toString();
  }
}
