package dev.showwise.migrate;

import java.util.List;
import java.util.Objects;

/** How far a run goes up. */
public sealed interface Target {
  /** All that is pending. */
  record All() implements Target {}

  /**
   * These and what they depend on.
   *
   * @param names such as {@code 2fa} or {@code showwise:2fa}; {@code migrate_2fa} is understood too
   */
  record Named(List<String> names) implements Target {
    /** Copies the names. */
    public Named {
      names = List.copyOf(names);
      if (names.isEmpty()) {
        throw new IllegalArgumentException("at least one migration must be named");
      }
    }
  }

  /**
   * All of one module up to a version, that one included, and what they depend on.
   *
   * @param module the module; empty if only one module of the catalog has that version
   * @param version the last version that is applied
   */
  record UpTo(String module, MigrationVersion version) implements Target {
    /** Checks that the parts are there. */
    public UpTo {
      Objects.requireNonNull(module, "module");
      Objects.requireNonNull(version, "version");
    }
  }

  /** All that is pending. */
  static Target all() {
    return new All();
  }

  /** These and what they depend on. */
  static Target named(String... names) {
    return new Named(List.of(names));
  }

  /** All up to {@code [MODULE:]VERSION}. */
  static Target upTo(String version) {
    ModuleVersion parsed = ModuleVersion.parse(version);
    return new UpTo(parsed.module(), parsed.version());
  }
}
