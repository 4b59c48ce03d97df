package dev.showwise.migrate.examples.showwise;

import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.moment;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.numberedTable;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.optional;
import static dev.showwise.migrate.examples.showwise.ShowWiseSchema.required;
import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.createTable;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.util.List;
import java.util.Set;

/**
 * Sign-in through other providers: table {@code o_auth_connection}, in which one account of one
 * provider belongs to one user.
 *
 * <p>The legacy script made whatever tables the application knew and the database did not have. Here
 * every table belongs to one migration, and this one has just its own; where that script ran, the
 * migrations of the other tables find them and adopt them.
 *
 * <p>Immutable, for any number of threads.
 */
@ServiceProvider(Migration.class)
public final class OAuthConnections extends SchemaMigration {

  /** For {@link java.util.ServiceLoader} and for code that names its migrations itself. */
  public OAuthConnections() {
    super(ShowWiseSchema.MODULE, "0.6", "mi3", "Security: sign-in through other providers");
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("base");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(createTable(numberedTable("o_auth_connection")
        .column(column("user_id", integer()).notNull())
        .column(required("provider", 50))
        .column(required("provider_user_id", 200))
        .column(optional("email", 200))
        .column(optional("access_token", 500))
        .column(optional("refresh_token", 500))
        .column(moment("token_expiry"))
        .column(moment("created_at"))
        .column(moment("last_login"))
        .uniqueNamed("unique_provider_user", "provider", "provider_user_id")
        .foreignKey("user_id", "user", "id")));
  }
}
