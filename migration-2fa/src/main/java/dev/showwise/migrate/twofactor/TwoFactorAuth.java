package dev.showwise.migrate.twofactor;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.bool;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.ColumnType.timestamp;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.DefaultValue.currentTimestamp;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;

/**
 * Creates table {@code two_factor_auth}: for each user at most one secret, whether it is in use, and
 * the hashes of the backup codes.
 *
 * <p>Needs table {@code user}, since each row refers to a user. A table that ShowWise itself has made
 * is adopted as it is, with room for 32 characters in {@code secret} and without defaults, as long as
 * every column and key is there. Undoing it drops the table: users then have no second factor, and
 * their secrets and backup codes are gone.
 *
 * <p>Immutable, for any number of threads.
 */
@ServiceProvider(Migration.class)
public final class TwoFactorAuth extends SchemaMigration {

  /** For {@link java.util.ServiceLoader} and for code that names its migrations itself. */
  public TwoFactorAuth() {
    super("showwise", "1.0", "2fa", "Two-factor authentication: secrets and backup codes");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(createTable(table("two_factor_auth")
        .column(column("id", integer()).identity())
        .column(column("user_id", integer()).notNull())
        // a secret in Base32 has 32 characters; one that is encrypted at rest has many more
        .column(column("secret", varchar(255)).notNull().atLeast(32))
        .column(column("enabled", bool()).defaultsTo(false).defaultMayBeAbsent())
        .column(column("backup_codes", text()))
        .column(
            column("created_at", timestamp()).defaultsTo(currentTimestamp()).defaultMayBeAbsent())
        .unique("user_id")
        .foreignKey("user_id", "user", "id")));
  }
}
