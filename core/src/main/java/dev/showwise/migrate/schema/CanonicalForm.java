package dev.showwise.migrate.schema;

import java.util.List;

/**
 * Writes changes as text for checksums. Every part is preceded by its length, so that no two
 * different changes give the same text. What is written here must never change: recorded checksums
 * of all users depend on it (CanonicalFormTest holds it fast).
 */
final class CanonicalForm {
  private final StringBuilder text = new StringBuilder();

  private CanonicalForm() {}

  static String of(SchemaChange change) {
    CanonicalForm form = new CanonicalForm();
    form.write(change);
    return form.text.toString();
  }

  private void write(SchemaChange change) {
    if (change instanceof SchemaChange.CreateTable c) {
      part("create-table");
      write(c.table());
    } else if (change instanceof SchemaChange.DropTable d) {
      part("drop-table");
      write(d.table());
    } else if (change instanceof SchemaChange.AddColumn a) {
      part("add-column");
      part(a.table());
      write(a.column());
    } else if (change instanceof SchemaChange.DropColumn d) {
      part("drop-column");
      part(d.table());
      write(d.column());
    } else if (change instanceof SchemaChange.CreateIndex c) {
      part("create-index");
      write(c.index());
    } else if (change instanceof SchemaChange.DropIndex d) {
      part("drop-index");
      write(d.index());
    } else if (change instanceof SchemaChange.RenameTable r) {
      part("rename-table");
      part(r.from());
      part(r.to());
    } else if (change instanceof SchemaChange.RenameColumn r) {
      part("rename-column");
      part(r.table());
      part(r.from());
      part(r.to());
    }
  }

  private void write(Table table) {
    part(table.name());
    part(Integer.toString(table.columns().size()));
    table.columns().forEach(this::write);
    parts(table.primaryKey());
    part(Integer.toString(table.uniqueKeys().size()));
    for (UniqueKey key : table.uniqueKeys()) {
      part(key.name());
      parts(key.columns());
    }
    part(Integer.toString(table.foreignKeys().size()));
    for (ForeignKey key : table.foreignKeys()) {
      parts(key.columns());
      part(key.referencedTable());
      parts(key.referencedColumns());
      part(key.onDelete().name());
      part(key.onUpdate().name());
    }
  }

  private void write(Column column) {
    part(column.name());
    part(column.type().kind().name());
    part(Integer.toString(column.type().length()));
    part(Integer.toString(column.type().scale()));
    part(column.type().nativeName());
    part(column.nullability().name());
    part(column.generation().name());
    // the kind of default is written too: the text '0' and the number 0 are different defaults
    part(column.defaultValue().map(d -> d.getClass().getSimpleName()).orElse(""));
    part(column.defaultValue().map(Object::toString).orElse(""));
  }

  private void write(Index index) {
    part(index.name());
    part(index.table());
    parts(index.columns());
    part(index.uniqueness().name());
  }

  private void parts(List<String> parts) {
    part(Integer.toString(parts.size()));
    parts.forEach(this::part);
  }

  private void part(String part) {
    text.append(part.length()).append(':').append(part);
  }
}
