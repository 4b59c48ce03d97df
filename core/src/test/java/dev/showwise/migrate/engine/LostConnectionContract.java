package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.faults.FailingCall;
import dev.showwise.migrate.faults.Fault;
import dev.showwise.migrate.faults.Fault.Kind;
import dev.showwise.migrate.faults.Fault.Moment;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.faults.WatchedSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A connection that is lost in the middle: what is reported is what is so, and the next run goes on. */
interface LostConnectionContract extends EngineCase {
  /** The query for what ends the session that asks. */
  String killOwnSession();

  private TestMigration seats(String module, String version, String table) {
    return TestMigration.of(module, version, table, context -> {
          context.execute("CREATE TABLE IF NOT EXISTS " + table + " (id INTEGER)");
          context.execute("INSERT INTO " + table + " SELECT 1 FROM (SELECT 1 AS one) AS x WHERE NOT"
              + " EXISTS (SELECT 1 FROM " + table + ")");
        })
        .options(ExecutionOptions.DEFAULT.safeToRepeat());
  }

  @Test
  default void an_answer_to_a_commit_that_is_lost_is_settled_and_never_assumed()
      throws SQLException {
    engine(TestMigration.of("earlier", "1", "earlier", context -> {})).migrate();
    Product product = Product.valueOf(database().dialect().name().toUpperCase(Locale.ROOT));
    int k = 0;
    boolean lost = true;
    while (lost) {
      k++;
      for (Moment moment : Moment.values()) {
        String table = "t" + k + moment.name().toLowerCase(Locale.ROOT);
        TestMigration first = seats(table, "1", table + "a");
        TestMigration second = seats(table, "2", table + "b");
        FailingCall losing = new FailingCall(
            product, new Fault(Kind.LOST_CONNECTION, moment), k, call -> call.sends("COMMIT"));
        WatchedSource source = new WatchedSource(database().dataSource(), product, losing);
        List<String> reported = new ArrayList<>();
        String result;
        try {
          var report = builder(source, first, second).build().migrate();
          reported.addAll(names(report));
          result = "returned " + report.outcome();
        } catch (MigrationException e) {
          e.report().ifPresent(report -> reported.addAll(names(report)));
          result = e.toString();
        }
        String where = "lost " + moment + " commit " + k + ": " + result;
        assertThat(source.complaints()).as(where).isEmpty();
        assertThat(database().events().stream()
                .filter(event -> event.startsWith(table) && event.endsWith(" APPLIED")))
            .as(where)
            .containsExactlyElementsOf(reported);

        engine(first, second).migrate();
        assertThat(engine(first, second).migrate().outcome())
            .as(where)
            .isEqualTo(Outcome.NOTHING_TO_DO);
        assertThat(engine(first, second).verify().problems()).as(where).isEmpty();
        assertThat(database().rows("SELECT id FROM " + table + "a")).as(where).containsExactly("1");
        assertThat(database().rows("SELECT id FROM " + table + "b")).as(where).containsExactly("1");
        lost = losing.failed().isPresent();
      }
    }
    assertThat(k).isGreaterThan(2);
  }

  @Test
  default void a_session_that_is_ended_between_two_statements_fails_and_the_next_run_goes_on() {
    TestMigration dies = TestMigration.of("1", "dies", context -> {
          context.execute("CREATE TABLE IF NOT EXISTS dies (id INTEGER)");
          kill(context
              .query("SELECT " + killOwnSession(), row -> row.getString(1))
              .get(0));
          context.execute("INSERT INTO dies VALUES (666)");
        })
        .options(ExecutionOptions.DEFAULT.safeToRepeat());

    MigrationException failed = org.assertj.core.api.Assertions.catchThrowableOfType(
        MigrationException.class, engine(dies)::migrate);

    assertThat(failed).hasMessageContaining("test:dies (1) failed");
    assertThat(names(engine(seats("test", "1", "dies")).migrate())).containsExactly("dies APPLIED");
    assertThat(database().rows("SELECT id FROM dies")).containsExactly("1");
    assertThat(engine(seats("test", "1", "dies")).verify().problems()).isEmpty();
  }

  private void kill(String statement) {
    try (Connection connection = database().dataSource().getConnection();
        Statement jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
