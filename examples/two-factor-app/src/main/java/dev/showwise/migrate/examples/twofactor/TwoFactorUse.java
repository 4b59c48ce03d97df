package dev.showwise.migrate.examples.twofactor;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bigint;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;
import java.util.Set;

/**
 * The application's own migration: what it must remember of each user and {@code two_factor_auth} has
 * no column for. A module of its own, so that its versions never meet ShowWise's.
 *
 * <p>Undoing it forgets which codes were used and who is locked out.
 */
@ServiceProvider(Migration.class)
public final class TwoFactorUse extends SchemaMigration {

  /** For {@link java.util.ServiceLoader}. */
  public TwoFactorUse() {
    super("two-factor-app", "1.0", "use", "Codes that were used, and wrong ones, by user");
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("showwise:2fa");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(createTable(table("two_factor_use")
        .column(column("id", integer()).identity())
        .column(column("user_id", integer()).notNull())
        // the time step of the newest code that was accepted: RFC 6238, section 5.2
        .column(column("last_step", bigint()).notNull().defaultsTo(0))
        // attempts since the last good one, and when the newest was, in seconds since 1970
        .column(column("attempts", integer()).notNull().defaultsTo(0))
        .column(column("attempted_at", bigint()).notNull().defaultsTo(0))
        .unique("user_id")
        .foreignKey("user_id", "user", "id")));
  }
}
