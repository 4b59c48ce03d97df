package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.JdbcCall;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.faults.WatchedSource;
import org.junit.jupiter.api.Test;

/** Whether the database has a migration already is asked again when nobody else can change that. */
class JudgedUnderTheClaimTest extends SqliteFileCase {
  /** Another program makes the table at the last moment, after which nobody can any more. */
  private final class AtTheLastMoment implements CallHook {
    private final int begin;
    private int begun;

    AtTheLastMoment(int begin) {
      this.begin = begin;
    }

    @Override
    public void before(JdbcCall call) {
      if (call.sends("BEGIN IMMEDIATE") && ++begun == begin) {
        database.execute(
            "CREATE TABLE person (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL)",
            "INSERT INTO person VALUES (1, 'Ada')");
      }
    }

    boolean hasCome() {
      return begun >= begin;
    }
  }

  @Test
  void what_comes_between_the_plan_and_the_claim_is_adopted() throws Exception {
    int begin = 0;
    boolean hasCome = true;
    while (hasCome) {
      begin++;
      database.execute("DROP TABLE IF EXISTS migration_history", "DROP TABLE IF EXISTS person");
      AtTheLastMoment other = new AtTheLastMoment(begin);
      WatchedSource watched = new WatchedSource(database.dataSource(), Product.SQLITE, other);

      MigrationEngine.builder(watched).migrations(Crew.people()).build().migrate();

      hasCome = other.hasCome();
      assertThat(watched.complaints()).isEmpty();
      assertThat(database.allEvents())
          .containsExactly(hasCome ? "people ADOPTED" : "people APPLIED");
      assertThat(database.rows("SELECT name FROM person")).hasSize(hasCome ? 1 : 0);
    }
    assertThat(begin).as("one for the history's table, one for the claim").isEqualTo(3);
  }
}
