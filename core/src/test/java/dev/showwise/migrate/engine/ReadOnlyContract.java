package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database that may be read and not written. */
interface ReadOnlyContract {
  /** The test's database as it may be written, before it becomes read-only. */
  TestDatabase writable();

  /** The same from now on, when it may only be read. */
  TestDatabase readOnly();

  /** Why it cannot be written, and where to go, as the message has it. */
  List<String> reason();

  private static MigrationEngine engine(TestDatabase database) {
    return MigrationEngine.builder(database.dataSource())
        .migrations(Crew.people(), Crew.badges())
        .build();
  }

  private static List<String> states(MigrationEngine engine) {
    return engine.list().migrations().stream()
        .map(status -> status.state().word())
        .toList();
  }

  @Test
  default void what_is_pending_is_refused_with_the_reason_and_nothing_is_created() {
    writable();
    MigrationEngine engine = engine(readOnly());

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Unavailable.class)
        .hasMessageStartingWith("The database cannot be written: ")
        .hasMessageEndingWith("Nothing was changed.")
        .satisfies(e -> assertThat(e.getMessage()).contains(reason()));
    assertThat(readOnly().tables()).isEmpty();
    assertThat(states(engine)).containsExactly("pending", "pending");
    assertThat(engine.plan(Target.all()).steps()).hasSize(2);
    assertThat(engine.verify().problems()).isNotEmpty();
    assertThat(readOnly().tables()).isEmpty();
  }

  @Test
  default void where_nothing_is_pending_nothing_needs_to_be_written() {
    engine(writable()).migrate();
    MigrationEngine engine = engine(readOnly());

    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine.migrate(Target.named("badges")).outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(states(engine)).containsExactly("applied", "applied");
    assertThat(engine.plan(Target.all()).steps()).isEmpty();
    assertThat(engine.planRollback(RollbackTarget.last()).steps()).hasSize(1);
    assertThat(engine.verify().problems()).isEmpty();
  }

  @Test
  default void a_rollback_is_refused_with_the_reason_and_nothing_is_undone() {
    engine(writable()).migrate();
    MigrationEngine engine = engine(readOnly());

    assertThatThrownBy(() -> engine.rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss()))
        .isInstanceOf(MigrationException.Unavailable.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(reason()));
    assertThat(states(engine)).containsExactly("applied", "applied");
    assertThat(readOnly().hasTable("badge")).isTrue();
  }
}
