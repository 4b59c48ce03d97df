package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.faults.WatchedSource;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A server that answers a COMMIT with a conflict has rolled back, as a node of a cluster does. To send the
 * COMMIT once more would succeed, and commit nothing.
 */
class CommitRefusedTest extends H2Case {
  /** Rolls one transaction back at its COMMIT, and says so. */
  private static final class Refusing implements CallHook {
    private final int number;
    private int seen;

    Refusing(int number) {
      this.number = number;
    }

    boolean hasRefused() {
      return seen >= number;
    }

    @Override
    public void before(JdbcCall call) throws SQLException {
      if (call.sends("COMMIT") && ++seen == number) {
        try (Statement statement = call.connection().orElseThrow().createStatement()) {
          statement.execute("ROLLBACK");
        }
        throw new SQLException("Timeout trying to lock table, as planned", "HYT00", 50200);
      }
    }
  }

  @Test
  void whichever_commit_is_refused_nothing_counts_as_done_that_is_not() throws SQLException {
    int refused = 0;
    boolean again = true;
    while (again) {
      database.execute("DROP ALL OBJECTS");
      database.execute(Season.before());
      Refusing refusing = new Refusing(refused + 1);
      WatchedSource watched = new WatchedSource(database.dataSource(), Product.H2, refusing);
      String what = "COMMIT " + (refused + 1);
      Migration[] migrations = Season.migrations(List.of());
      try {
        MigrationEngine.builder(watched)
            .migrations(migrations)
            .lockTimeout(Duration.ofSeconds(2))
            .build()
            .migrate();
      } catch (MigrationException e) {
        assertThat(e)
            .as(what)
            .isInstanceOfAny(MigrationException.Failed.class, MigrationException.LockTimeout.class);
      }
      assertThat(watched.complaints()).as(what).isEmpty();
      assertThat(SeasonJudge.of(database.dataSource()).contradictions(Set.copyOf(Season.NAMES)))
          .as(what)
          .isEmpty();
      MigrationEngine next =
          MigrationEngine.builder(database.dataSource()).migrations(migrations).build();
      try {
        next.migrate();
      } catch (MigrationException.Refused e) {
        next.repair(RepairRequest.of("notes", RepairDecision.UNDO), RepairConsent.toAnyLoss());
        next.migrate();
      }
      assertThat(next.migrate().outcome()).as(what).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(next.verify().problems()).as(what).isEmpty();
      assertThat(database.rows("SELECT words FROM note ORDER BY id"))
          .as(what)
          .containsExactly("first", "second");
      again = refusing.hasRefused();
      if (again) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10);
  }
}
