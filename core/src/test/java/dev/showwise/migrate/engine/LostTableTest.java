package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A table that the history says was made, and that somebody dropped. */
class LostTableTest extends SqliteFileCase {
  @BeforeEach
  void loseTheTable() {
    engine(Crew.people()).migrate();
    database.execute("DROP TABLE person");
  }

  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void a_named_migration_that_needs_it_is_refused() {
    assertThatThrownBy(() -> engine(Crew.people(), Crew.badges()).migrate(Target.named("badges")))
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("crew:badges (2) needs table 'person'");
  }

  @Test
  void a_run_of_all_stops_before_anything_is_changed() {
    TestMigration first =
        TestMigration.of("aaa", "0.1", "first", c -> c.execute("CREATE TABLE first (id INTEGER)"));

    assertThatThrownBy(() -> engine(first, Crew.people(), Crew.badges()).migrate())
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("crew:badges (2) needs table 'person'");
    assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'first'"))
        .isEmpty();
    assertThat(database.allEvents()).containsExactly("people APPLIED");
  }
}
