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

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The stage plan designer: templates, designs, and the objects to draw with, eight of which every
 * installation has.
 *
 * <p>An object counts as there when one has its exact name. What is there is never touched, whoever
 * made it and however it looks, and even if a name is there twice; so a script that got half way is
 * finished, and none is ever added twice.
 *
 * <p>Immutable, for any number of threads.
 */
@ServiceProvider(Migration.class)
public final class StagePlanDesigner extends SchemaMigration {

  /** For {@link java.util.ServiceLoader} and for code that names its migrations itself. */
  public StagePlanDesigner() {
    super(ShowWiseSchema.MODULE, "0.5", "stageplan", "Stage plan designer, with default objects");
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("base");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(
        createTable(numberedTable("stage_plan_template")
            .column(required("name", 200))
            .column(column("description", text()))
            .column(column("design_data", text()).notNull())
            .column(optional("thumbnail", 300))
            .column(optional("created_by", 80))
            .column(moment("created_at"))
            .column(moment("updated_at"))
            .column(column("is_public", bool()))),
        createTable(numberedTable("stage_plan_design")
            .column(column("event_id", integer()))
            .column(column("template_id", integer()))
            .column(required("name", 200))
            .column(column("design_data", text()).notNull())
            .column(column("thumbnail", text()))
            .column(optional("created_by", 80))
            .column(moment("created_at"))
            .column(moment("updated_at"))
            .foreignKey("event_id", "event", "id")
            .foreignKey("template_id", "stage_plan_template", "id")),
        createTable(numberedTable("stage_plan_object")
            .column(required("name", 200))
            .column(optional("category", 100))
            .column(column("image_data", text()).notNull())
            .column(column("default_width", integer()))
            .column(column("default_height", integer()))
            .column(optional("created_by", 80))
            .column(moment("created_at"))
            .column(column("is_public", bool()))));
  }

  @Override
  protected void fill(MigrationContext context) throws SQLException {
    Set<String> there = names(context);
    int added = 0;
    for (StageObject object : StageObject.values()) {
      if (!there.contains(object.title())) {
        context.update(
            "INSERT INTO stage_plan_object (name, category, image_data, default_width,"
                + " default_height, created_by, created_at, is_public)"
                + " VALUES (?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP, ?)",
            object.title(),
            object.category(),
            object.imageData(),
            object.width(),
            object.height(),
            "System",
            true);
        added++;
      }
    }
    context.step(added + (added == 1 ? " stage object" : " stage objects") + " added");
  }

  @Override
  protected boolean isFilled(DatabaseView database) throws SQLException {
    Set<String> there = names(database);
    for (StageObject object : StageObject.values()) {
      if (!there.contains(object.title())) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> names(DatabaseView database) throws SQLException {
    // compared here and not by the database, which may take 'speaker' for 'Speaker'
    return new HashSet<>(
        database.query("SELECT DISTINCT name FROM stage_plan_object", row -> row.getString(1)));
  }
}
