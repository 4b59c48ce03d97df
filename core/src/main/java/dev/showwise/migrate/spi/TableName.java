package dev.showwise.migrate.spi;

import java.util.Optional;

/**
 * Where a table is.
 *
 * @param schema the schema that it is in, unquoted; empty: where a name without one is looked up, or
 *     the product has none
 * @param name its name, unquoted
 */
public record TableName(Optional<String> schema, String name) {
  /** A table that is named without its schema. */
  public static TableName unqualified(String name) {
    return new TableName(Optional.empty(), name);
  }
}
