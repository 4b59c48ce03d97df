package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rows of the history lead to: tampering is seen, and nothing to do costs one statement. */
class HistoryRowsTest extends SqliteFileCase {
  private List<String> statementsOf(Migration... migrations) {
    StatementCounter counter = new StatementCounter(database.dataSource());
    Outcome outcome = MigrationEngine.builder(counter)
        .migrations(migrations)
        .build()
        .migrate()
        .outcome();
    assertThat(outcome).isEqualTo(Outcome.NOTHING_TO_DO);
    return counter.statements();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event", "module", "version", "name", "description", "checksum", "direction", "ordinal",
        "statement_hash", "claim", "actor", "instance", "session", "at", "millis", "detail",
        "digest", "prev_hash", "hash"
      })
  void every_column_is_proof_against_tampering(String column) {
    for (String value : List.of("NULL", "'77777'", "'2001-01-01 00:00:00.000'")) {
      database.execute("DROP TABLE IF EXISTS migration_history", "DROP TABLE IF EXISTS person");
      engine(Crew.people()).migrate();
      String tampering = "UPDATE migration_history SET " + column + " = " + value;
      try {
        database.execute(tampering);
      } catch (AssertionError e) {
        // the table itself does not allow NULL there
        continue;
      }
      try {
        assertThat(engine(Crew.people()).verify().problems())
            .as(tampering)
            .extracting(Problem::code)
            .contains("history-tampered");
      } catch (MigrationException.Unusable e) {
        assertThat(e).as(tampering).hasMessageContaining("Row 1 of the history table");
      }
      try {
        engine(Crew.people()).migrate();
      } catch (MigrationException e) {
        // refused in words is well; anything else passes through and fails this test
        assertThat(e).as(tampering).hasMessageNotContaining("NullPointer");
      }
    }
  }

  private static final String COPY =
      "INSERT INTO migration_history SELECT %d, event, module, version, name,"
          + " description, checksum, direction, ordinal, statement_hash, claim, actor, instance, session, at,"
          + " millis, detail, digest, prev_hash, hash, beat FROM migration_history WHERE seq = %d";

  /** Moves the rows from a number on up by one, as a forger makes room. */
  private static List<String> roomAt(int seq) {
    return List.of(
        "UPDATE migration_history SET seq = -seq WHERE seq >= " + seq,
        "UPDATE migration_history SET seq = 1 - seq WHERE seq < 0");
  }

  private List<String> afterForging(List<String> forgery) {
    database.execute("DROP TABLE IF EXISTS migration_history");
    engine(Crew.people(), Crew.badges(), Crew.shoes(), Crew.declared("4", "none"))
        .migrate();
    engine(Crew.shoes(), Crew.people(), Crew.badges(), Crew.declared("4", "none"))
        .rollback(RollbackTarget.named("none"), RollbackConsent.toAnyLoss());
    assertThat(database.allEvents()).hasSize(5);
    database.execute(forgery.toArray(String[]::new));
    return engine(Crew.people(), Crew.badges(), Crew.shoes(), Crew.declared("4", "none"))
        .verify()
        .problems()
        .stream()
        .map(Problem::code)
        .toList();
  }

  @Test
  void every_deleted_inserted_and_moved_row_is_noticed_but_for_a_tail_that_is_cut_off() {
    assertThat(afterForging(List.of())).containsExactly("pending");
    for (int row = 1; row <= 5; row++) {
      String delete = "DELETE FROM migration_history WHERE seq = " + row;
      List<String> codes = afterForging(List.of(delete));
      if (row < 5) {
        assertThat(codes).as(delete).contains("history-tampered");
      } else {
        // what the table itself cannot tell; the last hash, kept elsewhere, can
        assertThat(codes).as(delete).isEmpty();
      }
      List<String> closed = new ArrayList<>(List.of(delete));
      closed.add("UPDATE migration_history SET seq = seq - 1 WHERE seq > " + row);
      if (row < 5) {
        assertThat(afterForging(closed)).as("%s", closed).contains("history-tampered");
      }
      for (int other = 1; other <= 5; other++) {
        List<String> insert = new ArrayList<>(roomAt(other));
        insert.add(COPY.formatted(other, row < other ? row : row + 1));
        assertThat(afterForging(insert)).as("%s", insert).contains("history-tampered");
        if (row < other) {
          List<String> swap = List.of(
              "UPDATE migration_history SET seq = -1 WHERE seq = " + row,
              "UPDATE migration_history SET seq = " + row + " WHERE seq = " + other,
              "UPDATE migration_history SET seq = " + other + " WHERE seq = -1");
          assertThat(afterForging(swap)).as("%s", swap).contains("history-tampered");
        }
      }
      assertThat(afterForging(List.of(COPY.formatted(6, row))))
          .as("row " + row + " once more at the end")
          .contains("history-tampered");
    }
  }

  @Test
  void nothing_to_do_is_one_statement_however_it_came_about() {
    Migration[] all = {Crew.people(), Crew.badges()};
    database.execute(
        "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)");
    engine(all).migrate();
    assertThat(database.allEvents()).containsExactly("people ADOPTED", "badges APPLIED");
    assertThat(statementsOf(all)).as("adopted").hasSize(1);

    engine(all).rollback(RollbackTarget.named("badges"), RollbackConsent.toAnyLoss());
    engine(all).migrate();
    assertThat(statementsOf(all)).as("applied again").hasSize(1);

    engine(all).rollback(RollbackTarget.named("badges"), RollbackConsent.toAnyLoss());
    database.execute(
        "CREATE TABLE badge (id INTEGER NOT NULL PRIMARY KEY, person_id INTEGER NOT"
            + " NULL, code VARCHAR(20) NOT NULL UNIQUE, FOREIGN KEY (person_id) REFERENCES person(id))",
        "CREATE INDEX badge_person ON badge (person_id)");
    engine(all).migrate();
    assertThat(database.allEvents()).endsWith("badges REVERTED", "badges ADOPTED");
    assertThat(statementsOf(all)).as("reverted and adopted").hasSize(1);
  }

  @Test
  void a_module_whose_last_event_is_a_rollback_is_not_taken_for_complete() {
    engine(Crew.people()).migrate();
    engine(Crew.people()).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss());

    assertThat(engine(Crew.people()).migrate().outcome()).isEqualTo(Outcome.MIGRATED);
  }

  @Test
  void what_failed_in_another_application_costs_this_one_nothing() {
    TestMigration theirs = TestMigration.of("other", "1", "theirs", c -> {
          c.execute("CREATE TABLE there (id INTEGER)");
          c.execute("INSERT INTO nowhere VALUES (1)");
        })
        .options(ExecutionOptions.DEFAULT.outsideTransaction());
    engine(Crew.people()).migrate();
    assertThatThrownBy(engine(theirs)::migrate).isInstanceOf(MigrationException.Failed.class);

    assertThat(database.allEvents()).endsWith("theirs FAILED");
    assertThat(statementsOf(Crew.people())).hasSize(1);
    assertThatThrownBy(engine(theirs, Crew.people())::migrate)
        .isInstanceOf(MigrationException.Refused.class);
  }
}
