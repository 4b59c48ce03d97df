package dev.showwise.migrate.examples.showwise;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import io.avaje.spi.ServiceProvider;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Gives every user a role: column {@code user.user_role}, and in it {@code cast} for those whom
 * {@code is_cast} marks, {@code crew} for the others.
 *
 * <p>The legacy script added the column with the default {@code crew} and then looked for users
 * without a role; there were none, so no one ever became {@code cast}. Here NULL and {@code crew}
 * both count as 'nobody has chosen a role yet', also where that script ran long ago. Any other role
 * was somebody's choice and stays.
 *
 * <p>That reading of {@code crew} holds for this one step. Once the migration is in the history, or
 * was found to be done and adopted, it never looks at rows again: who is made {@code crew} later
 * stays {@code crew}, cast member or not.
 *
 * <p>Immutable, for any number of threads.
 */
@ServiceProvider(Migration.class)
public final class UserRoles extends SchemaMigration {
  private static final String USER = "user";
  private static final String CAST = "cast";
  private static final String CREW = "crew";

  /** For {@link java.util.ServiceLoader} and for code that names its migrations itself. */
  public UserRoles() {
    super(ShowWiseSchema.MODULE, "0.4", "usertags", "User roles: cast and crew");
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of("mi2");
  }

  @Override
  protected List<SchemaChange> changes() {
    return List.of(
        addColumn(USER, column("user_role", varchar(20)).defaultsTo(CREW).defaultMayBeAbsent()));
  }

  @Override
  protected void fill(MigrationContext context) throws SQLException {
    String user = context.dialect().quote(USER);
    // bound, since one product writes true as 1 and the next refuses to compare a truth value to 1
    long cast = context.update(
        "UPDATE " + user + " SET user_role = ? WHERE is_cast = ?"
            + " AND (user_role IS NULL OR user_role = ?)",
        CAST,
        true,
        CREW);
    context.step(members(cast, "cast member") + " got the role 'cast'");
    long crew =
        context.update("UPDATE " + user + " SET user_role = ? WHERE user_role IS NULL", CREW);
    if (crew > 0) {
      context.step(members(crew, "other user") + " without a role got the role 'crew'");
    }
  }

  @Override
  protected boolean isFilled(DatabaseView database) throws SQLException {
    if (!database.schema().hasColumn(USER, "is_cast")) {
      // it comes with the migration before this one, and only then can anybody be in the cast
      return false;
    }
    String unset = "SELECT COUNT(*) FROM " + database.dialect().quote(USER)
        + " WHERE user_role IS NULL OR (is_cast = ? AND user_role = ?)";
    return database.query(unset, row -> row.getLong(1), true, CREW).get(0) == 0;
  }

  private static String members(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
