package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.internal.dialect.H2Dialect;
import dev.showwise.migrate.servers.H2InMemory;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.ServerSessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An attempt whose process cannot be seen from here and never gave a sign of life, as on another node of
 * a cluster: nobody takes it over by itself, and a person can.
 */
class RepairOutOfSightTest {
  private final H2Dialect real = new H2Dialect();
  private dev.showwise.migrate.servers.TestDatabase own;
  private TestDatabase database;

  @BeforeEach
  void makeDatabase() {
    own = new H2InMemory().newDatabase();
    database = new TestDatabase(own.dataSource(), real, own.jdbcUrl(), own.user());
  }

  @AfterEach
  void dropDatabase() {
    own.close();
  }

  private static TestMigration seats() {
    return TestMigration.sql("1", "seats", "CREATE TABLE seat (id INTEGER)")
        .down(context -> context.execute("DROP TABLE IF EXISTS seat"));
  }

  /** An engine that may not see the sessions of others. */
  private MigrationEngine blind(TestMigration... migrations) {
    ServerSessions sessions =
        mock(ServerSessions.class, delegatesTo(real.sessions().orElseThrow()));
    doReturn("CAST(NULL AS BOOLEAN)").when(sessions).isShown(anyString(), anyString());
    Dialect blind = mock(Dialect.class, delegatesTo(real));
    doReturn(Optional.of(sessions)).when(blind).sessions();
    return MigrationEngine.builder(own.dataSource())
        .migrations(migrations)
        .dialect(blind)
        .lockTimeout(Duration.ofMillis(200))
        .build();
  }

  private void leaveOpen() {
    MigrationEngine.builder(own.dataSource()).migrations(seats()).build().migrate();
    database.execute("DELETE FROM migration_history WHERE event = 'APPLIED'");
    assertThat(database.allEvents()).containsExactly("seats STARTED", "seats STEP");
  }

  @Test
  void is_waited_for_and_whoever_gives_up_names_the_command() {
    leaveOpen();

    for (int run = 0; run < 2; run++) {
      assertThatThrownBy(blind(seats())::migrate)
          .isInstanceOf(MigrationException.LockTimeout.class)
          .hasMessageContaining("cannot be seen from here: repair test:seats")
          .hasMessageContaining("--insist");
    }
    assertThatThrownBy(() -> blind(seats())
            .repair(RepairRequest.of("seats", RepairDecision.DONE), RepairConsent.toAnyLoss()))
        .isInstanceOf(MigrationException.LockTimeout.class);
    Diagnosis known = blind(seats()).diagnose("seats");

    assertThat(known.problems().get(0).message()).contains("cannot be seen from here");
    assertThat(known.choices()).hasSize(3);
    assertThat(database.allEvents()).containsExactly("seats STARTED", "seats STEP");
  }

  @Test
  void is_over_when_a_person_insists_and_agrees() {
    for (RepairDecision decision :
        List.of(RepairDecision.DONE, RepairDecision.NOT_DONE, RepairDecision.UNDO)) {
      database.execute("DROP TABLE IF EXISTS migration_history", "DROP TABLE IF EXISTS seat");
      leaveOpen();
      RepairRequest insisting = RepairRequest.of("seats", decision).insisting();

      assertThat(blind(seats()).repair(insisting, (diagnosis, d) -> false).outcome())
          .isEqualTo(RepairReport.Outcome.DECLINED);
      assertThat(database.allEvents())
          .as("after a no")
          .containsExactly("seats STARTED", "seats STEP");
      blind(seats()).repair(insisting, RepairConsent.toAnyLoss());

      assertThat(database.allEvents())
          .containsSubsequence(
              "seats STARTED", "seats STEP", "seats INTERRUPTED", "seats REPAIRED");
      assertThat(database.rows("SELECT detail FROM migration_history WHERE event = 'INTERRUPTED'"))
          .containsExactly(
              "the process that ran it cannot be seen, and was given up; statement 1 was under way");
      if (decision == RepairDecision.NOT_DONE) {
        database.execute("DROP TABLE seat");
      }
      blind(seats()).migrate();
      assertThat(blind(seats()).migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(blind(seats()).verify().problems()).isEmpty();
    }
  }

  @Test
  void is_left_alone_when_the_decision_is_about_another_migration() {
    leaveOpen();
    TestMigration other = TestMigration.of("other", "1", "other", context -> {});

    assertThatThrownBy(() -> blind(seats(), other)
            .repair(
                RepairRequest.of("other", RepairDecision.DONE).insisting(),
                RepairConsent.toAnyLoss()))
        .isInstanceOf(MigrationException.LockTimeout.class);
    assertThat(database.allEvents()).containsExactly("seats STARTED", "seats STEP");
  }
}
