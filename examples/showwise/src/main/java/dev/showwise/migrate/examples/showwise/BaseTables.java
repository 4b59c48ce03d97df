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

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.List;

/**
 * The six tables that every ShowWise installation begins with: users, equipment, events, crew
 * assignments, pick lists and stage plans.
 *
 * <p>It cannot be undone, on purpose: it is a plain {@link Migration} and no {@link
 * dev.showwise.migrate.ReversibleMigration}. To drop these tables is not to go back one step but to
 * destroy ShowWise with all its users and shows; who wants that deletes the database.
 *
 * <p>Immutable, for any number of threads.
 */
@ServiceProvider(Migration.class)
public final class BaseTables implements Migration {
  private static final MigrationVersion VERSION = MigrationVersion.of("0.1");

  /** For {@link java.util.ServiceLoader} and for code that names its migrations itself. */
  public BaseTables() {}

  @Override
  public String module() {
    return ShowWiseSchema.MODULE;
  }

  @Override
  public MigrationVersion version() {
    return VERSION;
  }

  @Override
  public String name() {
    return "base";
  }

  @Override
  public String description() {
    return "Base tables: users, equipment, events, crew, pick lists, stage plans";
  }

  @Override
  public List<SchemaChange> declaredChanges() {
    return List.of(
        createTable(numberedTable("user")
            .column(required("username", 80))
            .column(optional("email", 120))
            .column(optional("discord_id", 50))
            .column(optional("discord_username", 100))
            .column(optional("password_hash", 200))
            .column(column("is_admin", bool()))
            .column(moment("created_at"))
            .unique("username")
            .unique("email")
            .unique("discord_id")),
        createTable(numberedTable("equipment")
            .column(required("barcode", 100))
            .column(required("name", 200))
            .column(optional("category", 100))
            .column(optional("location", 200))
            .column(column("notes", text()))
            .column(moment("created_at"))
            .column(column("quantity_owned", integer()))
            .unique("barcode")),
        createTable(numberedTable("event")
            .column(required("title", 200))
            .column(column("description", text()))
            .column(moment("event_date").notNull())
            .column(moment("event_end_date"))
            .column(optional("location", 200))
            .column(optional("created_by", 80))
            .column(moment("created_at"))
            .column(optional("discord_message_id", 50))),
        createTable(numberedTable("crew_assignment")
            .column(column("event_id", integer()).notNull())
            .column(required("crew_member", 80))
            .column(optional("role", 100))
            .column(moment("assigned_at"))
            .column(optional("assigned_via", 20))
            .foreignKey("event_id", "event", "id")),
        createTable(numberedTable("pick_list_item")
            .column(required("item_name", 200))
            .column(column("quantity", integer()))
            .column(column("is_checked", bool()))
            .column(optional("added_by", 80))
            .column(moment("created_at"))
            .column(column("event_id", integer()))
            .column(column("equipment_id", integer()))
            .foreignKey("event_id", "event", "id")
            .foreignKey("equipment_id", "equipment", "id")),
        createTable(numberedTable("stage_plan")
            .column(required("title", 200))
            .column(required("filename", 300))
            .column(optional("uploaded_by", 80))
            .column(moment("created_at"))
            .column(column("event_id", integer()))
            .foreignKey("event_id", "event", "id")));
  }

  /** Only what is missing is made. */
  @Override
  public ExecutionOptions options() {
    return ExecutionOptions.DEFAULT.safeToRepeat();
  }

  @Override
  public void apply(MigrationContext context) throws SQLException {
    for (SchemaChange change : declaredChanges()) {
      context.ensure(change);
    }
  }
}
