package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Waiting for another one that is alive and in the middle of a migration. */
interface WaitsContract extends EngineCase {
  /** An engine with a fifth of a second's patience. */
  private MigrationEngine impatient(TestMigration migration) {
    return builder(database().dataSource(), migration)
        .lockTimeout(Duration.ofMillis(200))
        .build();
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  default void gives_up_after_its_time_and_leaves_the_other_one_alone() {
    List<Throwable> seen = new ArrayList<>();
    TestMigration slow = TestMigration.of("1", "slow", context -> {
      context.execute("CREATE TABLE slow (id INTEGER)");
      seen.add(catchThrowable(impatient(TestMigration.sql("1", "slow"))::migrate));
      context.execute("INSERT INTO slow VALUES (1)");
    });

    assertThat(names(engine(slow).migrate())).containsExactly("slow APPLIED");

    assertThat(seen).singleElement().isInstanceOf(MigrationException.LockTimeout.class);
    assertThat(events()).containsExactly("slow APPLIED");
    assertThat(impatient(slow).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine(slow).verify().problems()).isEmpty();
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  default void what_only_reads_does_not_wait() {
    engine(Crew.people()).migrate();
    List<String> seen = new ArrayList<>();
    TestMigration slow = TestMigration.of("1", "slow", context -> {
      context.execute("CREATE TABLE slow (id INTEGER)");
      engine(Crew.people()).list().migrations().stream()
          .map(s -> s.migration().name() + " " + s.state().word())
          .forEach(seen::add);
      engine(Crew.people(), Crew.badges()).plan(Target.all()).steps().stream()
          .map(s -> s.migration().name() + " planned")
          .forEach(seen::add);
    });

    engine(slow).migrate();

    assertThat(seen).containsExactly("people applied", "badges planned");
  }
}
