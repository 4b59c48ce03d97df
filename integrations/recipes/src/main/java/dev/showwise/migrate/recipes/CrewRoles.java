package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.List;

@ServiceProvider(Migration.class)
public final class CrewRoles extends SchemaMigration {
  private static final List<Role> ROLES = List.of(
      new Role("director", "Directs the play"),
      new Role("stage manager", "Calls the cues"),
      new Role("fly", "Flies scenery in and out"));

  private static final String UNTOUCHED = " FROM crew_role WHERE seeded_by = ? AND name = ?"
      + " AND description = ? AND id NOT IN (SELECT role_id FROM crew_member)";

  private record Role(String name, String description) {}

  public CrewRoles() {
    super("crew", "1.0", "crew-roles", "The roles that every house has");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(addColumn("crew_role", column("seeded_by", varchar(40))));
  }

  @Override
  protected void fill(MigrationContext context) throws SQLException {
    for (Role role : ROLES) {
      if (isMissing(role, context)) {
        context.update(
            "INSERT INTO crew_role (name, description, seeded_by) VALUES (?, ?, ?)",
            role.name(),
            role.description(),
            name());
        context.step("Role '" + role.name() + "' added");
      }
    }
  }

  @Override
  protected boolean isFilled(DatabaseView database) throws SQLException {
    for (Role role : ROLES) {
      if (isMissing(role, database)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMissing(Role role, DatabaseView database) throws SQLException {
    return database
        .query("SELECT id FROM crew_role WHERE name = ?", row -> row.getLong(1), role.name())
        .isEmpty();
  }

  @Override
  public void revert(MigrationContext context) throws SQLException {
    if (context.schema().hasColumn("crew_role", "seeded_by")) {
      for (Role role : ROLES) {
        context.update("DELETE" + UNTOUCHED, name(), role.name(), role.description());
      }
    }
    super.revert(context);
  }

  @Override
  public DataLoss lossOnRevert(DatabaseView database) throws SQLException {
    long rows = 0;
    if (database.schema().hasColumn("crew_role", "seeded_by")) {
      for (Role role : ROLES) {
        rows += database
            .query(
                "SELECT COUNT(*)" + UNTOUCHED,
                row -> row.getLong(1),
                name(),
                role.name(),
                role.description())
            .get(0);
      }
    }
    return new DataLoss(List.of(new DataLoss.Item("crew_role", "", rows)));
  }
}
