package dev.showwise.migrate.runner.support;

import java.util.List;

/**
 * What the report says about one thing.
 *
 * @param key its name for programs
 * @param title its name for people
 * @param parts in order
 */
record Section(String key, String title, List<Part> parts) {
  Section {
    parts = List.copyOf(parts);
  }

  Section(String key, String title, Part... parts) {
    this(key, title, List.of(parts));
  }
}
