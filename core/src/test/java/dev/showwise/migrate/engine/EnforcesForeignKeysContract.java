package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import org.junit.jupiter.api.Test;

/** Where the server itself refuses a statement that would orphan rows. */
interface EnforcesForeignKeysContract extends EngineCase {
  /** What the server says of such a statement. */
  String foreignKeyMessage();

  @Test
  default void a_migration_that_would_orphan_rows_fails_with_the_servers_own_words() {
    crew().migrate();
    database()
        .execute(
            "INSERT INTO person (id, name) VALUES (1, 'Ada')",
            "INSERT INTO badge (id, person_id, code) VALUES (1, 1, 'A1')");

    assertThatThrownBy(
            () -> engine(TestMigration.sql("1", "purge", "DELETE FROM person")).migrate())
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining("test:purge (1) failed")
        .hasMessageContaining(foreignKeyMessage());
    assertThat(database().rows("SELECT name FROM person")).containsExactly("Ada");
    assertThat(events()).doesNotContain("purge APPLIED");
  }
}
