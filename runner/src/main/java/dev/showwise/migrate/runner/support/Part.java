package dev.showwise.migrate.runner.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a section; without secrets, and bounded, once it went through {@link Bounds}. */
sealed interface Part {

  /** Something to know about the section, or why it has nothing. */
  record Note(String text) implements Part {}

  /** Names and what they stand for, in order. */
  record Facts(Map<String, String> values) implements Part {
    /** Copies the map, in its order. */
    public Facts {
      values = new LinkedHashMap<>(values);
    }
  }

  /** SQL, or whatever else stands as it is. */
  record Listing(String name, String text) implements Part {}

  /** Rows with the same columns. */
  record Rows(String name, List<String> columns, List<List<String>> rows) implements Part {
    /** Copies the lists. */
    public Rows {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }
}
