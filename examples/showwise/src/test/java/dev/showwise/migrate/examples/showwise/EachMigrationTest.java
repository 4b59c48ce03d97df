package dev.showwise.migrate.examples.showwise;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.testkit.MigrationTest;
import org.junit.jupiter.api.Nested;

/** All that a migration should be able to do, for each of them. */
class EachMigrationTest {
  @Nested
  class BaseTablesTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new BaseTables();
    }
  }

  @Nested
  class TodoAndCastTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new TodoAndCast();
    }
  }

  @Nested
  class CastFeaturesTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new CastFeatures();
    }
  }

  @Nested
  class UserRolesTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new UserRoles();
    }
  }

  @Nested
  class StagePlanDesignerTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new StagePlanDesigner();
    }
  }

  @Nested
  class OAuthConnectionsTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new OAuthConnections();
    }
  }
}
