package dev.showwise.migrate.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.recipes.Desk.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An index is made while the application writes. */
class BusyIndexTest {
  private static final String FOLDER = "index";
  private static final String VALID =
      "SELECT indisvalid FROM pg_index WHERE indexrelid =" + " to_regclass('message_sent_at')";

  @ParameterizedTest
  @EnumSource
  void the_index_comes_and_goes(Product product) throws SQLException {
    try (Desk desk = withMessages(product)) {
      assertThat(desk.scripts(FOLDER).migrate().completed())
          .extracting(MigrationReport.Completed::event)
          .containsExactly(Event.APPLIED);

      desk.scripts(FOLDER).rollback(RollbackTarget.last(), RollbackConsent.ifNothingIsLost());

      desk.scripts(FOLDER).migrate();
      assertThat(desk.scripts(FOLDER).verify().problems()).isEmpty();
    }
  }

  @Test
  void while_it_waits_for_a_long_transaction_others_write_on() throws Exception {
    try (Desk desk = withMessages(Product.POSTGRESQL);
        Connection longOne = desk.source().getConnection()) {
      longOne.setAutoCommit(false);
      longOne.createStatement().execute("INSERT INTO message (id) VALUES (7)");
      CompletableFuture<MigrationReport> migration =
          CompletableFuture.supplyAsync(() -> desk.scripts(FOLDER).migrate());
      // longer than a statement waits for a lock at most, so that it is sent again
      for (int i = 0; i < 80; i++) {
        long begun = System.nanoTime();
        desk.execute("INSERT INTO message (id) VALUES (" + (100 + i) + ")");
        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(2));
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(migration).isNotDone();

      longOne.commit();

      assertThat(migration.get(30, TimeUnit.SECONDS).outcome())
          .isEqualTo(MigrationReport.Outcome.MIGRATED);
      assertThat(desk.rows(VALID)).containsExactly("true");
    }
  }

  @Test
  void an_index_that_was_made_by_hand_is_adopted_and_one_that_is_a_ruin_is_made_again()
      throws SQLException {
    try (Desk desk = withMessages(Product.POSTGRESQL)) {
      desk.execute("CREATE INDEX message_sent_at ON message (sent_at)");
      assertThat(desk.scripts(FOLDER).plan(dev.showwise.migrate.Target.all()).steps())
          .hasSize(1);

      desk.execute("UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid ="
          + " to_regclass('message_sent_at')");
      assertThat(desk.scripts(FOLDER).migrate().completed())
          .extracting(MigrationReport.Completed::event)
          .containsExactly(Event.APPLIED);
      assertThat(desk.rows(VALID)).containsExactly("true");
    }
    try (Desk desk = withMessages(Product.POSTGRESQL)) {
      desk.execute("CREATE INDEX message_sent_at ON message (sent_at)");
      assertThat(desk.scripts(FOLDER).migrate().completed())
          .extracting(MigrationReport.Completed::event)
          .containsExactly(Event.ADOPTED);
    }
  }

  private static Desk withMessages(Product product) throws SQLException {
    return Desk.on(product)
        .execute(
            "CREATE TABLE message (id INTEGER PRIMARY KEY, sent_at TIMESTAMP NULL)",
            "INSERT INTO message (id) VALUES (1), (2)");
  }
}
