package dev.showwise.migrate.recipes;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.dropColumn;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

@ServiceProvider(Migration.class)
public final class ContactsMoved implements ReversibleMigration {
  @Override
  public String module() {
    return "contacts";
  }

  @Override
  public MigrationVersion version() {
    return MigrationVersion.of("2.0");
  }

  @Override
  public String name() {
    return "contacts-moved";
  }

  @Override
  public String description() {
    return "Phone and e-mail leave the table of people";
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("contacts");
  }

  @Override
  public List<SchemaChange> declaredChanges() {
    return List.of(
        dropColumn("person", column("phone", varchar(40))),
        dropColumn("person", column("email", varchar(200))));
  }

  @Override
  public ExecutionOptions options() {
    return ExecutionOptions.DEFAULT.safeToRepeat();
  }

  @Override
  public void apply(MigrationContext context) throws SQLException {
    if (presence(context) instanceof Presence.Absent) {
      context.update("UPDATE contact SET"
          + " phone = (SELECT phone FROM person WHERE id = person_id),"
          + " email = (SELECT email FROM person WHERE id = person_id)");
      Contacts.copy(context);
    }
    for (SchemaChange change : declaredChanges()) {
      context.ensure(change);
    }
  }

  @Override
  public void revert(MigrationContext context) throws SQLException {
    for (SchemaChange change : declaredChanges()) {
      context.ensure(change.inverse());
    }
    context.update("UPDATE person SET"
        + " phone = (SELECT phone FROM contact WHERE person_id = id),"
        + " email = (SELECT email FROM contact WHERE person_id = id)");
  }
}
