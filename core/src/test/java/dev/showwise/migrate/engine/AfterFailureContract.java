package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What comes after a failure where what was done before it stays. */
interface AfterFailureContract extends EngineCase {
  /** Makes a table, and fails at its second statement. */
  default TestMigration bad() {
    return TestMigration.sql(
        "2", "bad", "CREATE TABLE bad (id INTEGER)", "INSERT INTO nowhere VALUES (1)");
  }

  @Test
  default void what_failed_half_way_blocks_its_own_module_and_no_other() {
    TestMigration next = TestMigration.sql("3", "next", "CREATE TABLE next_one (id INTEGER)");
    TestMigration other =
        TestMigration.of("elsewhere", "1", "other", c -> c.execute("CREATE TABLE o (id INTEGER)"));
    assertThatThrownBy(engine(bad(), next)::migrate).isInstanceOf(MigrationException.Failed.class);

    assertThat(refusal(engine(bad(), next)::migrate))
        .hasMessageContaining("test:bad (2) is failed from an earlier attempt");
    assertThat(engine(bad(), next, other).plan(Target.all()).steps())
        .extracting(s -> s.migration().name())
        .containsExactly("other");
    MigrationException.Refused refused = refusal(engine(bad(), next, other)::migrate);
    assertThat(refused).hasMessageContaining("test:bad (2) is failed from an earlier attempt");
    assertThat(names(refused.report().orElseThrow())).containsExactly("other APPLIED");
    assertThat(events()).containsExactly("bad FAILED", "other APPLIED");
    assertThat(engine(other).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
  }

  @Test
  default void what_failed_at_its_first_statement_did_nothing_and_is_pending_again() {
    MigrationEngine broken =
        engine(TestMigration.sql("1", "rows", "INSERT INTO nowhere VALUES (1)"));
    MigrationEngine mended =
        engine(TestMigration.sql("1", "rows", "CREATE TABLE nowhere (id INTEGER)"));

    MigrationException.Failed failed = failure(broken::migrate);

    assertThat(failed).hasMessageContaining("as it was before this migration");
    assertThat(undone(failed)).isEqualTo(Undone.COMPLETELY);
    assertThat(events()).containsExactly("rows FAILED");
    Plan again = broken.plan(Target.all());
    assertThat(again.errors()).isEmpty();
    assertThat(again.steps()).extracting(s -> s.migration().name()).containsExactly("rows");
    assertThat(names(mended.migrate())).containsExactly("rows APPLIED");
    assertThat(events()).containsExactly("rows FAILED", "rows APPLIED");
    assertThat(mended.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(mended.verify().problems()).isEmpty();
  }

  @Test
  default void what_failed_before_it_sent_a_statement_is_pending_again() {
    MigrationEngine broken = engine(TestMigration.of("1", "early", context -> {
      throw new SQLException("not today");
    }));
    MigrationEngine mended =
        engine(TestMigration.sql("1", "early", "CREATE TABLE early (id INTEGER)"));

    MigrationException.Failed failed = failure(broken::migrate);

    assertThat(failed).hasMessageContaining("not today");
    assertThat(undone(failed)).isEqualTo(Undone.COMPLETELY);
    assertThat(events()).containsExactly("early FAILED");
    assertThat(names(mended.migrate())).containsExactly("early APPLIED");
    assertThat(mended.verify().problems()).isEmpty();
  }

  @Test
  default void a_rollback_that_fails_half_way_is_recorded_and_blocks_its_module_both_ways() {
    TestMigration one = TestMigration.sql("1", "one", "CREATE TABLE one (id INTEGER)")
        .down(context -> {
          context.execute("DROP TABLE one");
          throw new SQLException("changed my mind");
        });
    engine(one).migrate();

    MigrationException.Failed failed =
        failure(() -> engine(one).rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss()));

    assertThat(failed).hasMessageContaining("changed my mind");
    assertThat(undone(failed)).isEqualTo(Undone.NOT);
    assertThat(database().hasTable("one")).isFalse();
    assertThat(events()).containsExactly("one APPLIED", "one FAILED");
    assertThat(refusal(engine(one)::migrate))
        .hasMessageContaining("test:one (1) is failed from an earlier attempt");
    assertThat(refusal(
            () -> engine(one).rollback(RollbackTarget.named("one"), RollbackConsent.toAnyLoss())))
        .hasMessageContaining("test:one (1) is failed from an earlier attempt");
  }
}
