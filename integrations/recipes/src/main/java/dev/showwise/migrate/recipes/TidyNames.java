package dev.showwise.migrate.recipes;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.ReversibleMigration;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.Set;

@ServiceProvider(Migration.class)
public final class TidyNames implements ReversibleMigration {
  @Override
  public String module() {
    return "wardrobe";
  }

  @Override
  public MigrationVersion version() {
    return MigrationVersion.of("1.1");
  }

  @Override
  public String name() {
    return "tidy-names";
  }

  @Override
  public String description() {
    return "Names without blanks around them";
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("shoe-sizes");
  }

  @Override
  public Set<String> needsTables() {
    return Set.of("cast_member");
  }

  @Override
  public ExecutionOptions options() {
    return ExecutionOptions.DEFAULT.safeToRepeat();
  }

  @Override
  public void apply(MigrationContext context) throws SQLException {
    long rows = context.update(
        "UPDATE cast_member SET actor_name = TRIM(actor_name) WHERE actor_name <> TRIM(actor_name)");
    context.step(rows + " names tidied");
  }

  @Override
  public void revert(MigrationContext context) {
    context.step("nothing to undo: the blanks were never missed");
  }
}
