package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import org.junit.jupiter.api.Test;

/** Migrations that do not fit together. */
interface CatalogContract extends EngineCase {
  @Test
  default void refuses_to_build_without_migrations_or_with_ones_that_do_not_fit() {
    assertThatThrownBy(() -> engine())
        .isInstanceOf(MigrationException.InvalidCatalog.class)
        .hasMessageContaining("No migrations were found");
    assertThatThrownBy(() -> engine(
            TestMigration.sql("1", "a").after("b"), TestMigration.sql("2", "b").after("a")))
        .isInstanceOf(MigrationException.InvalidCatalog.class)
        .hasMessageContaining("test:a (1) → test:b (2) → test:a (1)");
    assertThatThrownBy(() -> engine(TestMigration.sql("1", "a"), TestMigration.sql("1.0", "b")))
        .hasMessageContaining("Module test has version 1.0 twice: test:a (1) of");
    assertThatThrownBy(() -> engine(TestMigration.sql("1", "a").after("other:thing")))
        .hasMessageContaining("depends on other:thing, which is not among the migrations at hand");
  }
}
