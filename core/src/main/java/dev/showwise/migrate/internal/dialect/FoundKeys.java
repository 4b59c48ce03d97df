package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.UniqueKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts keys, references and indexes together that a catalogue tells one column a row. The rows of
 * one belong together and are in the order of its columns.
 */
final class FoundKeys {
  private FoundKeys() {}

  /** One column of an index or key; {@code name} is that of the index. */
  record Part(String name, Role role, Index.Uniqueness uniqueness, String column) {}

  /** What an index is there for. */
  enum Role {
    /** It stands behind the primary key. */
    PRIMARY_KEY,
    /** It stands behind another key or a reference. */
    KEY,
    /** Somebody made it as an index. */
    INDEX
  }

  /** One column of a reference; {@code id} tells one reference of a table from another. */
  record Reference(
      String id,
      String column,
      String table,
      String referencedColumn,
      ForeignKey.Action onDelete,
      ForeignKey.Action onUpdate) {}

  /** The columns of the primary key; empty for none. */
  static List<String> primaryKey(List<Part> parts) {
    return parts.stream()
        .filter(part -> part.role() == Role.PRIMARY_KEY)
        .map(Part::column)
        .toList();
  }

  /** The keys that keep all rows different in plain columns, but for the primary one. */
  static List<UniqueKey> uniqueKeys(List<Part> parts) {
    List<UniqueKey> keys = new ArrayList<>();
    grouped(parts).forEach((part, columns) -> {
      boolean plain = columns.stream().noneMatch(column -> column.startsWith("("));
      if (part.role() != Role.PRIMARY_KEY
          && part.uniqueness() == Index.Uniqueness.UNIQUE
          && plain) {
        keys.add(new UniqueKey(part.name(), columns));
      }
    });
    return keys;
  }

  /** The indexes that somebody made. */
  static List<Index> indexes(List<Part> parts, String table) {
    List<Index> indexes = new ArrayList<>();
    grouped(parts).forEach((part, columns) -> {
      if (part.role() == Role.INDEX) {
        indexes.add(new Index(part.name(), table, columns, part.uniqueness()));
      }
    });
    return indexes;
  }

  private static Map<Part, List<String>> grouped(List<Part> parts) {
    Map<Part, List<String>> columns = new LinkedHashMap<>();
    for (Part part : parts) {
      Part whole = new Part(part.name(), part.role(), part.uniqueness(), "");
      columns.computeIfAbsent(whole, any -> new ArrayList<>()).add(part.column());
    }
    return columns;
  }

  /** The references. */
  static List<ForeignKey> foreignKeys(List<Reference> references) {
    Map<String, List<Reference>> byId = new LinkedHashMap<>();
    for (Reference reference : references) {
      byId.computeIfAbsent(reference.id(), any -> new ArrayList<>()).add(reference);
    }
    return byId.values().stream()
        .map(columns -> new ForeignKey(
            columns.stream().map(Reference::column).toList(),
            columns.get(0).table(),
            columns.stream().map(Reference::referencedColumn).toList(),
            columns.get(0).onDelete(),
            columns.get(0).onUpdate()))
        .toList();
  }
}
