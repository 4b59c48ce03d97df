package dev.showwise.migrate;

import java.util.List;
import java.util.Objects;

/** What is rolled back. What depends on it is rolled back before it. */
public sealed interface RollbackTarget {
  /**
   * These and what depends on them.
   *
   * @param names such as {@code 2fa} or {@code showwise:2fa}; {@code migrate_2fa} is understood too
   */
  record Named(List<String> names) implements RollbackTarget {
    /** Copies the names. */
    public Named {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("at least one migration must be named");
      }
    }
  }

  /** The migration that was applied last, and what depends on it. */
  record Last() implements RollbackTarget {}

  /**
   * All of one module above a version, and what depends on them; the version itself stays.
   *
   * @param module the module; empty if only one module of the catalog has that version
   * @param version the version that stays
   */
  record DownTo(String module, MigrationVersion version) implements RollbackTarget {
    /** Checks that the parts are there. */
    public DownTo {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(version, "version");
    }
  }

  /** These and what depends on them. */
  static RollbackTarget named(String... names) {
    return new Named(List.of(names));
  }

  /** The migration that was applied last. */
  static RollbackTarget last() {
    return new Last();
  }

  /** All above {@code [MODULE:]VERSION}. */
  static RollbackTarget downTo(String version) {
    ModuleVersion parsed = ModuleVersion.parse(version);
    return new DownTo(parsed.module(), parsed.version());
  }
}
