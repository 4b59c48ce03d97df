package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way back. */
interface RevertsContract extends EngineCase {
  @Test
  default void rolls_back_dependants_first_and_tells_what_would_be_lost() {
    crew().migrate();
    database()
        .execute(
            "INSERT INTO person (id, name, shoe_size) VALUES (1, 'Ada', 38), (2, 'Bo', NULL)",
            "INSERT INTO badge (id, person_id, code) VALUES (1, 1, 'A1')");
    List<Plan> asked = new ArrayList<>();

    MigrationReport report = crew().rollback(RollbackTarget.named("people"), plan -> {
      asked.add(plan);
      return true;
    });

    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).steps())
        .extracting(s -> s.migration().name() + " " + s.loss().items())
        .containsExactly(
            "shoes [column person.shoe_size: values in 1 row]",
            "badges [table badge: 1 row]",
            "people [table person: 2 rows]");
    assertThat(names(report))
        .containsExactly("shoes REVERTED", "badges REVERTED", "people REVERTED");
    assertThat(database().tables()).doesNotContain("person", "badge");
    assertThat(names(crew().migrate()))
        .containsExactly("people APPLIED", "badges APPLIED", "shoes APPLIED");
  }

  @Test
  default void leaves_everything_as_it_is_when_the_answer_is_no() {
    crew().migrate();
    database().execute("INSERT INTO person (id, name) VALUES (1, 'Ada')");

    MigrationReport report =
        crew().rollback(RollbackTarget.named("people"), RollbackConsent.ifNothingIsLost());

    assertThat(report.outcome()).isEqualTo(Outcome.DECLINED);
    assertThat(events()).hasSize(3);
    assertThat(database().rows("SELECT name FROM person")).containsExactly("Ada");
  }

  @Test
  default void stops_when_more_would_be_lost_than_was_agreed_to() {
    crew().migrate();

    MigrationException.Refused refused =
        refusal(() -> crew().rollback(RollbackTarget.named("badges"), plan -> {
          database()
              .execute(
                  "INSERT INTO person (id, name) VALUES (1, 'Ada')",
                  "INSERT INTO badge (id, person_id, code) VALUES (1, 1, 'A1')");
          return true;
        }));

    assertThat(refused.report().orElseThrow().problems().get(0))
        .isEqualTo(new Problem.LossGrew(
            dev.showwise.migrate.MigrationLabel.of(Crew.badges()),
            new DataLoss(List.of(new DataLoss.Item("badge", "", 0))),
            new DataLoss(List.of(new DataLoss.Item("badge", "", 1)))));
    assertThat(database().rows("SELECT code FROM badge")).containsExactly("A1");
  }

  @Test
  default void refuses_to_roll_back_an_irreversible_one_before_anything_is_changed() {
    Migration base =
        TestMigration.sql("1", "base", "CREATE TABLE base (id INTEGER)").irreversible();
    TestMigration next = TestMigration.sql("2", "next", "CREATE TABLE next (id INTEGER)")
        .after("base")
        .down(c -> c.execute("DROP TABLE next"));
    engine(base, next).migrate();

    MigrationException.Refused refused = refusal(() ->
        engine(base, next).rollback(RollbackTarget.named("base"), RollbackConsent.toAnyLoss()));

    assertThat(refused).hasMessageContaining("test:base (1) cannot be rolled back");
    assertThat(events()).containsExactly("base APPLIED", "next APPLIED");
  }

  @Test
  default void rolls_back_the_last_one_and_down_to_a_version() {
    crew().migrate();

    assertThat(names(crew().rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss())))
        .containsExactly("shoes REVERTED");
    assertThat(names(crew().rollback(RollbackTarget.downTo("crew:1"), RollbackConsent.toAnyLoss())))
        .containsExactly("badges REVERTED");
    MigrationReport nothing =
        crew().rollback(RollbackTarget.named("shoes"), RollbackConsent.toAnyLoss());
    assertThat(nothing.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(nothing.problems()).extracting(Problem::code).containsExactly("not-applied");
  }
}
