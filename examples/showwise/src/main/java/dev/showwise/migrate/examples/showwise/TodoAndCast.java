package dev.showwise.migrate.examples.showwise;

import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.moment;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.numberedTable;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.optional;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.required;
import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.SchemaChange.createTable;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;
import java.util.Set;

/**
 * The to-do lists of users and the cast lists of events: tables {@code todo_item} and {@code
 * cast_member}. An installation that has only one of them gets the other.
 *
 * <p>Immutable, for any number of threads.
 */
@ServiceProvider(Migration.class)
public final class TodoAndCast extends SchemaMigration {

  /** For {@link java.util.ServiceLoader} and for code that names its migrations itself. */
  public TodoAndCast() {
    super(ShowWiseSchema.MODULE, "0.2", "mi", "To-do lists and cast lists");
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("base");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(
        createTable(numberedTable("todo_item")
            .column(column("user_id", integer()).notNull())
            .column(required("title", 200))
            .column(column("description", text()))
            .column(optional("priority", 20))
            .column(column("is_completed", bool()))
            .column(moment("due_date"))
            .column(column("event_id", integer()))
            .column(moment("created_at"))
            .column(moment("completed_at"))
            .foreignKey("user_id", "user", "id")
            .foreignKey("event_id", "event", "id")),
        createTable(numberedTable("cast_member")
            .column(required("actor_name", 200))
            .column(required("character_name", 200))
            .column(optional("role_type", 50))
            .column(optional("contact_email", 120))
            .column(optional("contact_phone", 50))
            .column(column("notes", text()))
            .column(column("event_id", integer()))
            .column(moment("created_at"))
            .foreignKey("event_id", "event", "id")));
  }
}
