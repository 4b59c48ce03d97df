package dev.showwise.migrate.engine;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A documented way out of every state that a stepwise migration can be left in, and no other way. */
interface RepairsContract extends EngineCase {
  /** How an attempt ended. */
  enum Left {
    FAILED,
    INTERRUPTED,
    ROLLBACK_FAILED,
    ROLLBACK_INTERRUPTED;

    String word() {
      return name().replace("ROLLBACK_", "").toLowerCase(Locale.ROOT);
    }

    Direction direction() {
      return name().startsWith("ROLLBACK") ? Direction.DOWN : Direction.UP;
    }
  }

  private static TestMigration half(TestMigration.Body up, TestMigration.Body down) {
    return TestMigration.of("1", "half", up)
        .down(down)
        .options(ExecutionOptions.DEFAULT.outsideTransaction());
  }

  private static void fail(MigrationContext context) throws SQLException {
    throw new SQLException("not today");
  }

  /** One that works both ways. */
  private static TestMigration mended() {
    return half(
        context -> context.execute("CREATE TABLE half (id INTEGER)"),
        context -> context.execute("DROP TABLE IF EXISTS half"));
  }

  private void leave(Left left) {
    if (left.direction() == Direction.UP) {
      TestMigration bad = half(
          context -> {
            context.execute("CREATE TABLE half (id INTEGER)");
            fail(context);
          },
          context -> {});
      assertThatThrownBy(engine(bad)::migrate).isInstanceOf(MigrationException.Failed.class);
    } else {
      engine(mended()).migrate();
      TestMigration bad = half(context -> {}, context -> {
        context.execute("CREATE TABLE rest (id INTEGER)");
        context.execute("DROP TABLE rest");
        fail(context);
      });
      assertThatThrownBy(
              () -> engine(bad).rollback(RollbackTarget.named("half"), RollbackConsent.toAnyLoss()))
          .isInstanceOf(MigrationException.Failed.class);
    }
    if (left.name().endsWith("INTERRUPTED")) {
      // as a process leaves it that did not come to say that it failed
      database().execute("DELETE FROM migration_history WHERE event = 'FAILED'");
    }
  }

  private RepairReport repair(MigrationEngine engine, String name, RepairDecision decision) {
    return engine.repair(RepairRequest.of(name, decision), RepairConsent.toAnyLoss());
  }

  private List<String> rows() {
    return database().rows("SELECT seq, event, hash FROM migration_history ORDER BY seq");
  }

  private String lastDetail() {
    return database()
        .value("SELECT detail FROM migration_history WHERE seq = (SELECT MAX(seq) FROM"
            + " migration_history)");
  }

  private void assertClean(Migration... migrations) {
    assertThat(engine(migrations).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine(migrations).verify().problems()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  default void every_state_has_every_way_out_and_no_row_is_changed(Left left) {
    for (RepairDecision decision :
        List.of(RepairDecision.DONE, RepairDecision.NOT_DONE, RepairDecision.UNDO)) {
      database().execute("DROP TABLE IF EXISTS migration_history", "DROP TABLE IF EXISTS half");
      leave(left);
      String what = left + " settled as " + decision;
      MigrationEngine engine = engine(mended());
      if (left == Left.FAILED || left == Left.ROLLBACK_FAILED) {
        assertThat(refusal(engine::migrate)).as(what).hasMessageContaining("repair test:half");
      }
      List<String> before = rows();

      RepairReport report = repair(engine, "half", decision);

      assertThat(report.outcome()).as(what).isEqualTo(RepairReport.Outcome.REPAIRED);
      assertThat(report.found().state().word()).as(what).isEqualTo(left.word());
      assertThat(rows().subList(0, before.size())).as(what).isEqualTo(before);
      assertThat(database().allEvents()).as(what).endsWith("half REPAIRED");
      assertThat(lastDetail())
          .startsWith("decided: " + decision.word() + "; it was " + left.word());
      if (decision == RepairDecision.NOT_DONE) {
        database().execute("DROP TABLE half");
      }
      if (decision == RepairDecision.DONE) {
        assertThat(engine.list().migrations().get(0).state().word()).as(what).isEqualTo("applied");
      } else {
        assertThat(database().hasTable("half")).as(what).isFalse();
        assertThat(engine.list().migrations().get(0).state().word()).as(what).isEqualTo("reverted");
        assertThat(names(engine.migrate())).as(what).containsExactly("half APPLIED");
      }
      assertThat(database().hasTable("half")).as(what).isTrue();
      assertClean(mended());
    }
  }

  @ParameterizedTest
  @EnumSource
  default void says_what_is_known_and_writes_nothing(Left left) {
    leave(left);
    List<String> before = rows();

    Diagnosis known = engine(mended()).diagnose("half");

    assertThat(rows()).isEqualTo(before);
    assertThat(known.isSettled()).isFalse();
    assertThat(known.state().word()).isEqualTo(left.word());
    assertThat(known.state().since()).isPresent();
    assertThat(known.lastRow().orElseThrow().direction()).isEqualTo(left.direction());
    assertThat(known.lastRow().orElseThrow().ordinal())
        .isEqualTo(left.direction() == Direction.UP ? 1 : 2);
    assertThat(known.attempt())
        .filteredOn(row -> !row.statementHash().isEmpty() && row.event().isOpen())
        .hasSize(left.direction() == Direction.UP ? 1 : 2);
    assertThat(known.presence()).contains(Presence.unknown());
    assertThat(known.choices())
        .extracting(Diagnosis.Choice::decision)
        .containsExactly(RepairDecision.DONE, RepairDecision.NOT_DONE, RepairDecision.UNDO);
    assertThat(known.problems())
        .extracting(Problem::code)
        .isEqualTo(left.name().endsWith("INTERRUPTED") ? List.of("still-open") : List.of());
  }

  /** A migration of the crew that fails after it has made its table. */
  private static SchemaMigration declared(String error) {
    return new SchemaMigration("crew", "1", "lockers", "Lockers") {
      @Override
      protected List<SchemaChange> changes() {
        return List.of(
            createTable(table("locker").column(column("id", integer()).notNull())));
      }

      @Override
      public ExecutionOptions options() {
        return ExecutionOptions.DEFAULT.outsideTransaction();
      }

      @Override
      public Presence presence(DatabaseView database) throws SQLException {
        if (error.equals("presence")) {
          database.query("SELECT id FROM nowhere", row -> row.getInt(1));
        }
        return super.presence(database);
      }

      @Override
      public DataLoss lossOnRevert(DatabaseView database) throws SQLException {
        if (error.equals("loss")) {
          database.query("SELECT id FROM nowhere", row -> row.getInt(1));
        }
        return super.lossOnRevert(database);
      }

      @Override
      protected void fill(MigrationContext context) throws SQLException {
        if (error.equals("fill")) {
          fail(context);
        }
      }
    };
  }

  private void leaveLockers() {
    assertThatThrownBy(engine(declared("fill"))::migrate)
        .isInstanceOf(MigrationException.Failed.class);
  }

  private MigrationException.Refused refused(
      MigrationEngine engine, String name, RepairDecision decision) {
    List<String> before = rows();
    MigrationException.Refused refused = refusal(() -> repair(engine, name, decision));
    assertThat(rows()).isEqualTo(before);
    return refused;
  }

  @Test
  default void what_contradicts_what_can_be_seen_is_refused_unless_it_is_insisted_on() {
    leaveLockers();
    MigrationEngine engine = engine(declared(""));

    assertThat(engine.diagnose("lockers").presence()).contains(Presence.present());
    assertThat(refused(engine, "lockers", RepairDecision.NOT_DONE))
        .hasMessageContaining("all of it is in the database")
        .hasMessageContaining("repair crew:lockers --as not-done --insist");
    database().execute("DROP TABLE locker");
    assertThat(refused(engine, "lockers", RepairDecision.DONE))
        .hasMessageContaining("nothing of it is in the database");
    database().execute("CREATE TABLE locker (id VARCHAR(9) NOT NULL)");
    assertThat(refused(engine, "lockers", RepairDecision.DONE))
        .hasMessageContaining(spelled("locker") + "." + spelled("id"));

    engine.repair(
        RepairRequest.of("lockers", RepairDecision.DONE).insisting(), RepairConsent.toAnyLoss());

    assertThat(lastDetail()).contains("overruled: ", spelled("locker") + "." + spelled("id"));
    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine.verify().problems()).extracting(Problem::code).containsOnly("schema-differs");
  }

  @Test
  default void one_that_cannot_tell_whether_it_is_there_must_be_insisted_on() {
    leaveLockers();
    MigrationEngine engine = engine(declared("presence"));

    assertThat(engine.diagnose("lockers").problems())
        .extracting(Problem::code)
        .containsExactly("presence-failed");
    assertThat(refused(engine, "lockers", RepairDecision.DONE))
        .hasMessageContaining("cannot be told");
    engine.repair(
        RepairRequest.of("lockers", RepairDecision.DONE).insisting(), RepairConsent.toAnyLoss());

    assertClean(declared(""));
  }

  @Test
  default void one_that_cannot_tell_what_would_be_lost_is_not_undone() {
    leaveLockers();
    MigrationEngine engine = engine(declared("loss"));

    assertThat(engine.diagnose("lockers").problems())
        .extracting(Problem::code)
        .containsExactly("loss-unknown");
    assertThat(refused(engine, "lockers", RepairDecision.UNDO))
        .hasMessageContaining("cannot be settled as undo")
        .hasMessageContaining("Possible is: done, not-done");
  }

  @Test
  default void one_without_a_way_back_is_not_undone() {
    leave(Left.FAILED);

    assertThat(refused(engine(mended().irreversible()), "half", RepairDecision.UNDO))
        .hasMessageContaining("Possible is: done, not-done");
  }

  @Test
  default void rows_that_would_be_lost_are_told_first_and_no_more_than_those_are_lost() {
    leaveLockers();
    database().execute("INSERT INTO locker VALUES (1)");
    MigrationEngine engine = engine(declared(""));
    List<String> before = rows();

    assertThat(engine
            .repair(
                RepairRequest.of("lockers", RepairDecision.UNDO), RepairConsent.ifNothingIsLost())
            .outcome())
        .isEqualTo(RepairReport.Outcome.DECLINED);
    assertThat(rows()).isEqualTo(before);
    assertThat(refusal(() -> engine.repair(
            RepairRequest.of("lockers", RepairDecision.UNDO), (diagnosis, decision) -> {
              assertThat(diagnosis.lossOnUndo().rows()).isEqualTo(1);
              database().execute("INSERT INTO locker VALUES (2)");
              return true;
            })))
        .hasMessageContaining("more than was agreed to");
    assertThat(database().rows("SELECT id FROM locker ORDER BY id")).containsExactly("1", "2");

    assertThat(repair(engine, "lockers", RepairDecision.UNDO).steps()).hasSize(1);

    assertThat(database().hasTable("locker")).isFalse();
    assertThat(names(engine.migrate())).containsExactly("lockers APPLIED");
    assertClean(declared(""));
  }

  @Test
  default void an_undo_that_fails_can_be_decided_about_again() {
    leave(Left.FAILED);
    TestMigration bad = half(context -> {}, context -> {
      context.execute("DROP TABLE half");
      fail(context);
    });

    assertThat(failure(() -> repair(engine(bad), "half", RepairDecision.UNDO)))
        .hasMessageContaining("not today")
        .hasMessageContaining("repair test:half");

    assertThat(database().allEvents()).endsWith("half FAILED");
    repair(engine(mended()), "half", RepairDecision.UNDO);
    engine(mended()).migrate();
    assertClean(mended());
  }

  @Test
  default void what_others_decided_meanwhile_stands() {
    leave(Left.FAILED);
    MigrationEngine engine = engine(mended());

    assertThat(refusal(() -> engine.repair(
            RepairRequest.of("half", RepairDecision.NOT_DONE), (diagnosis, decision) -> {
              repair(engine, "half", RepairDecision.DONE);
              return true;
            })))
        .hasMessageContaining("is not any more what it was")
        .hasMessageContaining("it is applied now");
    assertThat(database().allEvents()).filteredOn("half REPAIRED"::equals).hasSize(1);
  }

  @Test
  default void what_is_so_already_is_nothing_to_do_and_what_needs_no_decision_is_refused() {
    crew().migrate();

    assertThat(crew().diagnose("people").isSettled()).isTrue();
    assertThat(repair(crew(), "people", RepairDecision.DONE).outcome())
        .isEqualTo(RepairReport.Outcome.NOTHING_TO_DO);
    assertThat(refused(crew(), "people", RepairDecision.NOT_DONE))
        .hasMessageContaining("crew:people (1) is applied: there is nothing to decide");
    assertThatThrownBy(() -> crew().diagnose("poeple"))
        .isInstanceOf(MigrationException.UnknownTarget.class)
        .hasMessageContaining("people");
  }

  @Test
  default void a_changed_one_is_accepted_and_stays_what_it_was() {
    TestMigration one = TestMigration.sql("1", "one", "CREATE TABLE one (id INTEGER)");
    TestMigration two = TestMigration.sql("2", "two", "CREATE TABLE two (id INTEGER)");
    engine(one.checksum("old"), two).migrate();
    MigrationEngine engine = engine(one.checksum("new"), two);
    var since = engine.list().migrations().get(0).state().since();

    assertThat(engine.diagnose("one").problems())
        .extracting(Problem::code)
        .containsExactly("checksum-changed");
    assertThat(refused(engine, "one", RepairDecision.DONE))
        .hasMessageContaining("Possible is: accept-checksum");
    repair(engine, "one", RepairDecision.ACCEPT_CHECKSUM);

    assertClean(one.checksum("new"), two);
    assertThat(engine.list().migrations().get(0).state().word()).isEqualTo("applied");
    assertThat(engine.list().migrations().get(0).state().since()).isEqualTo(since);
    assertThat(engine.planRollback(RollbackTarget.last()).steps())
        .as("the last one is still the last that was applied")
        .extracting(step -> step.migration().name())
        .containsExactly("two");
  }

  @Test
  default void an_adopted_one_whose_checksum_is_accepted_is_still_adopted() {
    database().execute(person());
    engine(Crew.people()).migrate();
    Migration changed = Crew.declared(
        "1",
        "people",
        createTable(table("person")
            .column(column("id", integer()).identity())
            .column(column("name", dev.showwise.migrate.schema.ColumnType.varchar(60))
                .notNull()
                .atLeast(60))));

    repair(engine(changed), "people", RepairDecision.ACCEPT_CHECKSUM);

    assertClean(changed);
    assertThat(engine(changed).list().migrations().get(0).state().word()).isEqualTo("adopted");
    assertThat(engine(changed).planRollback(RollbackTarget.last()).problems())
        .extracting(Problem::code)
        .containsExactly("adopted-before");
  }

  @Test
  default void one_that_is_given_up_for_good_is_no_longer_missing() {
    crew().migrate();
    Migration[] left = {Crew.people(), Crew.shoes()};

    assertThat(engine(left).verify().problems().get(0).remedy())
        .contains("repair crew:2 --as not-done");
    repair(engine(left), "crew:2", RepairDecision.NOT_DONE);

    assertThat(engine(left).verify().isWell()).isTrue();
    assertThat(engine(left).list().migrations()).hasSize(2);
    assertThat(engine(left).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  default void one_whose_name_another_has_taken_is_named_by_its_version() {
    Migration people = Crew.people();
    engine(people).migrate();
    Migration again =
        Crew.declared("7", "people", people.declaredChanges().toArray(SchemaChange[]::new));
    assertThat(engine(again).diagnose("crew:people").isSettled()).isTrue();

    repair(engine(again), "crew:1", RepairDecision.NOT_DONE);

    assertThat(names(engine(again).migrate())).containsExactly("people ADOPTED");
    assertClean(again);
  }

  @Test
  default void one_of_a_newer_application_or_of_another_one_must_be_insisted_on() {
    crew().migrate();
    engine(TestMigration.of("other", "1", "x", c -> c.execute("CREATE TABLE x (id INTEGER)")))
        .migrate();
    MigrationEngine older = engine(Crew.people(), Crew.badges());

    assertThat(refused(older, "shoes", RepairDecision.NOT_DONE))
        .hasMessageContaining("a newer version of the application has it");
    assertThat(refused(older, "other:x", RepairDecision.NOT_DONE))
        .hasMessageContaining("another application's");
  }

  @Test
  default void what_an_applied_one_depends_on_is_not_undone() {
    Migration views = TestMigration.sql("1", "half", "CREATE TABLE IF NOT EXISTS half (id INTEGER)")
        .checksum("1")
        .options(ExecutionOptions.DEFAULT.outsideTransaction().onChange());
    Migration next =
        TestMigration.sql("2", "next", "CREATE TABLE next_one (id INTEGER)").after("half");
    engine(views, next).migrate();
    Migration broken = TestMigration.sql(
            "1", "half", "CREATE TABLE rest (id INTEGER)", "INSERT INTO nowhere VALUES (1)")
        .checksum("2")
        .options(ExecutionOptions.DEFAULT.outsideTransaction().onChange());
    assertThatThrownBy(engine(broken, next)::migrate).isInstanceOf(MigrationException.Failed.class);

    assertThat(engine(broken, next).diagnose("half").choices())
        .extracting(Diagnosis.Choice::decision)
        .containsExactly(RepairDecision.DONE, RepairDecision.NOT_DONE);
    assertThat(refused(engine(broken, next), "half", RepairDecision.NOT_DONE))
        .hasMessageContaining("test:next (2), which is applied, depends on it");
    assertThat(refused(engine(broken, next), "half", RepairDecision.UNDO))
        .hasMessageContaining("Possible is: done, not-done");
    repair(engine(broken, next), "half", RepairDecision.DONE);
    assertClean(broken, next);
  }

  @Test
  default void what_is_not_at_hand_and_did_not_finish_is_settled_all_the_same() {
    leave(Left.FAILED);
    TestMigration next = TestMigration.sql("2", "next", "CREATE TABLE next_one (id INTEGER)");
    assertThat(engine(next).plan(Target.all()).steps()).isEmpty();

    assertThat(engine(next).diagnose("half").problems())
        .extracting(Problem::code)
        .containsExactly("not-at-hand");
    repair(engine(next), "half", RepairDecision.NOT_DONE);

    assertThat(names(engine(next).migrate())).containsExactly("next APPLIED");
    assertClean(next);
  }

  @Test
  default void one_whose_process_lives_is_waited_for_whatever_is_insisted_on() {
    TestMigration slow = half(
        context -> {
          context.execute("CREATE TABLE half (id INTEGER)");
          MigrationEngine other = builder(database().dataSource(), mended())
              .lockTimeout(Duration.ofMillis(200))
              .build();
          RepairRequest request = RepairRequest.of("half", RepairDecision.DONE);
          assertThatThrownBy(() -> other.repair(request, RepairConsent.toAnyLoss()))
              .isInstanceOf(MigrationException.LockTimeout.class)
              .hasMessageContaining("applying test:half (1)");
          assertThatThrownBy(() -> other.repair(request.insisting(), RepairConsent.toAnyLoss()))
              .isInstanceOf(MigrationException.LockTimeout.class);
        },
        context -> {});

    assertThat(names(engine(slow).migrate())).containsExactly("half APPLIED");

    assertThat(database().allEvents()).containsExactly("half STARTED", "half STEP", "half APPLIED");
  }

  @Test
  default void of_several_who_decide_at_once_one_is_recorded() throws Exception {
    leave(Left.FAILED);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RepairDecision decision = i % 2 == 0 ? RepairDecision.DONE : RepairDecision.NOT_DONE;
        all.add(threads.submit(() -> {
          try {
            return repair(engine(mended()), "half", decision).outcome()
                == RepairReport.Outcome.REPAIRED;
          } catch (MigrationException.Refused e) {
            return false;
          }
        }));
      }
      int recorded = 0;
      for (Future<Boolean> one : all) {
        recorded += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(recorded).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(database().allEvents()).filteredOn("half REPAIRED"::equals).hasSize(1);
    assertThat(engine(mended()).verify().problems())
        .extracting(Problem::code)
        .doesNotContain("history-tampered");
  }

  @Test
  default void one_that_is_safe_to_repeat_is_said_to_go_on_by_itself() {
    leave(Left.FAILED);

    assertThat(engine(
                mended().options(ExecutionOptions.DEFAULT.outsideTransaction().safeToRepeat()))
            .diagnose("half")
            .problems())
        .extracting(Problem::code)
        .containsExactly("goes-on");
  }
}
