package dev.showwise.migrate;

import java.util.Objects;
import java.util.Optional;

/**
 * Whose history is to be taken over.
 *
 * @param tool the other tool, such as {@code flyway}; empty to find out which one has a history here
 * @param table the name of its history table, unquoted; empty for the one that the tool makes by default
 * @param module the module whose migrations are meant; empty if versions and names are enough
 */
public record ImportRequest(
    Optional<String> tool, Optional<String> table, Optional<String> module) {

  /** Checks that the parts are there. */
  public ImportRequest {
    Objects.requireNonNull(tool, "tool");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(module, "module");
  }

  /** The history of whichever tool has one here. */
  public static ImportRequest fromAny() {
    return new ImportRequest(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The history of one tool: {@code flyway}, {@code liquibase}, {@code goose} and so on. */
  public static ImportRequest from(String tool) {
    return new ImportRequest(Optional.of(tool), Optional.empty(), Optional.empty());
  }

  /** The same, with a history table of another name. */
  public ImportRequest inTable(String name) {
    return new ImportRequest(tool, Optional.of(name), module);
  }

  /** The same, for the migrations of one module. */
  public ImportRequest intoModule(String name) {
    return new ImportRequest(tool, table, Optional.of(name));
  }
}
