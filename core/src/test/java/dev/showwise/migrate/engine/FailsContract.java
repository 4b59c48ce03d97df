package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failing: what is said and what is refused, whatever the product does with what was done. */
interface FailsContract extends EngineCase {
  @Test
  default void a_listener_that_fails_does_not_hide_what_failed_before() {
    MigrationEngine engine = builder(
            database().dataSource(),
            TestMigration.sql("1", "bad", "INSERT INTO nowhere VALUES (1)"))
        .listener(new dev.showwise.migrate.MigrationListener() {
          @Override
          public void failed(MigrationReport.Failure failure) {
            throw new IllegalStateException("no room in the log");
          }
        })
        .build();

    assertThatThrownBy(engine::migrate)
        .isInstanceOf(MigrationException.Failed.class)
        .hasMessageContaining(spelled("nowhere"))
        .satisfies(e -> assertThat(e.getCause().getSuppressed())
            .anyMatch(s -> s.getMessage().contains("no room in the log")));
  }

  @Test
  default void refuses_to_end_or_begin_a_transaction_and_says_whose_it_is() {
    List<String> refused =
        List.of("COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT x", "/* hi */ commit;");
    for (int i = 0; i < refused.size(); i++) {
      String sql = refused.get(i);
      MigrationEngine engine =
          engine(TestMigration.of("module" + i, "1", "naughty", c -> c.execute(sql)));

      assertThatThrownBy(engine::migrate)
          .as(sql)
          .isInstanceOf(MigrationException.Failed.class)
          .hasMessageContaining("Transactions belong to the engine");
    }
    assertThat(events()).doesNotContain("naughty APPLIED");
  }

  @Test
  default void refuses_a_second_statement_that_the_driver_would_drop() {
    MigrationEngine engine = engine(TestMigration.sql(
        "1", "two-in-one", "CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)"));

    assertThatThrownBy(engine::migrate).isInstanceOf(MigrationException.Failed.class);
    assertThat(database().tables()).doesNotContain("a", "b");
  }

  @Test
  default void refuses_a_statement_with_too_few_or_too_many_values() {
    database().execute("CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (1)");

    assertThatThrownBy(
            engine(TestMigration.of("a", "1", "few", c -> c.update("UPDATE t SET a = ?")))::migrate)
        .hasMessageContaining("has 1 places for values (?), and 0 values were given");
    assertThatThrownBy(engine(
            TestMigration.of("b", "1", "many", c -> c.query("SELECT 1", r -> 1, "x")))::migrate)
        .hasMessageContaining("has 0 places for values (?), and 1 values were given");
    assertThat(database().rows("SELECT a FROM t")).containsExactly("1");
  }
}
