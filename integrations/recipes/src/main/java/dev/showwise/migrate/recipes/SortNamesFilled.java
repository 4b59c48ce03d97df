package dev.showwise.migrate.recipes;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.ReversibleMigration;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.Set;

@ServiceProvider(Migration.class)
public final class SortNamesFilled implements ReversibleMigration {
  @Override
  public String module() {
    return "playbill";
  }

  @Override
  public MigrationVersion version() {
    return MigrationVersion.of("1.1");
  }

  @Override
  public String name() {
    return "sort-names-filled";
  }

  @Override
  public String description() {
    return "Names to sort by for those who are in the cast already";
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("sort-names");
  }

  @Override
  public ExecutionOptions options() {
    return ExecutionOptions.DEFAULT.outsideTransaction().safeToRepeat();
  }

  @Override
  public void apply(MigrationContext context) throws SQLException {
    long rows = 0;
    long from = 0;
    for (long to = endOfBatch(context, from); to > from; to = endOfBatch(context, from)) {
      rows += context.update(
          "UPDATE cast_member SET sort_name = LOWER(actor_name)"
              + " WHERE id > ? AND id <= ? AND sort_name IS NULL",
          from,
          to);
      from = to;
    }
    context.step(rows + " cast members got a name to sort by");
  }

  private static long endOfBatch(DatabaseView database, long from) throws SQLException {
    String sql = "SELECT COALESCE(MAX(id), 0) FROM (SELECT id FROM cast_member"
        + " WHERE id > ? AND sort_name IS NULL ORDER BY id LIMIT 1000) batch";
    return database.query(sql, row -> row.getLong(1), from).get(0);
  }

  @Override
  public void revert(MigrationContext context) {
    context.step("nothing to undo: the names go with their column");
  }
}
