package dev.showwise.migrate.twofactor;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.testkit.MigrationTest;
import dev.showwise.migrate.testkit.TestDatabase;
import java.sql.SQLException;

/** All that a migration should be able to do, on every product. */
class TwoFactorMigrationTest extends MigrationTest {
  @Override
  protected Migration migration() {
    return new TwoFactorAuth();
  }

  @Override
  protected void tables(TestDatabase database) throws SQLException {
    database.create(table("user")
        .column(column("id", integer()).identity())
        .column(column("username", varchar(80)).notNull()));
  }

  @Override
  protected void rows(TestDatabase database) throws SQLException {
    database.insert("user", "id", 1, "username", "ada");
    database.insert("user", "id", 2, "username", "bo");
  }

  @Override
  protected void rowsAfterwards(TestDatabase database) throws SQLException {
    database.insert("two_factor_auth", "user_id", 2, "secret", "JBSWY3DPEHPK3PXP");
  }
}
