package dev.showwise.migrate.examples.showwise;

import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.moment;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.numberedTable;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.required;
import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createTable;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;
import java.util.Set;

/**
 * What the cast works with: who of the users is in the cast, which cast member is which user, notes
 * and schedules for the cast of an event.
 *
 * <p>Where ShowWise has made the tables itself, {@code user.is_cast} has no default and {@code
 * cast_member.user_id} refers to {@code user}; both are accepted. New columns are made as the script
 * made them: with the default, without the reference.
 *
 * <p>Immutable, for any number of threads.
 */
@ServiceProvider(Migration.class)
public final class CastFeatures extends SchemaMigration {

  /** For {@link java.util.ServiceLoader} and for code that names its migrations itself. */
  public CastFeatures() {
    super(ShowWiseSchema.MODULE, "0.3", "mi2", "Cast features: cast users, schedules, notes");
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("mi");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(
        addColumn("user", column("is_cast", bool()).defaultsTo(false).defaultMayBeAbsent()),
        addColumn("event", column("cast_description", text())),
        addColumn("cast_member", column("user_id", integer())),
        createTable(numberedTable("cast_schedule")
            .column(column("event_id", integer()).notNull())
            .column(required("title", 100))
            .column(moment("scheduled_time").notNull())
            .column(column("description", text()))
            .column(moment("created_at"))
            .foreignKey("event_id", "event", "id")),
        createTable(numberedTable("cast_note")
            .column(column("event_id", integer()).notNull())
            .column(column("content", text()).notNull())
            .column(required("created_by", 80))
            .column(moment("created_at"))
            .column(moment("updated_at"))
            .foreignKey("event_id", "event", "id")));
  }
}
