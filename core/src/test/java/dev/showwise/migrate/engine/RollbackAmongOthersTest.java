package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import org.junit.jupiter.api.Test;

/** Rolling back while others use the same database and the same history. */
class RollbackAmongOthersTest extends SqliteFileCase {
  private MigrationEngine crew() {
    return engine(Crew.people(), Crew.badges());
  }

  @Test
  void what_came_to_depend_on_it_while_a_person_thought_is_not_taken_along() {
    crew().migrate(Target.named("people"));

    assertThatThrownBy(() -> crew().rollback(RollbackTarget.named("people"), plan -> {
          crew().migrate();
          return true;
        }))
        .isInstanceOf(MigrationException.Refused.class)
        .hasMessageContaining("crew:badges (2) would now destroy more than was agreed to")
        .hasMessageContaining("table badge: 0 rows instead of nothing");
    assertThat(database.allEvents()).containsExactly("people APPLIED", "badges APPLIED");
  }

  @Test
  void what_another_undid_while_a_person_thought_is_not_undone_again() {
    crew().migrate();

    MigrationReport report = crew().rollback(RollbackTarget.named("people"), plan -> {
      crew().rollback(RollbackTarget.named("people"), RollbackConsent.toAnyLoss());
      return true;
    });

    assertThat(report.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(database.allEvents())
        .containsExactly("people APPLIED", "badges APPLIED", "badges REVERTED", "people REVERTED");
  }

  @Test
  void the_last_one_is_the_last_of_this_application() {
    engine(Crew.people()).migrate();
    engine(TestMigration.of("other", "1", "theirs", c -> c.execute("CREATE TABLE o (id INTEGER)")))
        .migrate();

    engine(Crew.people()).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());

    assertThat(database.allEvents())
        .containsExactly("people APPLIED", "theirs APPLIED", "people REVERTED");
  }
}
