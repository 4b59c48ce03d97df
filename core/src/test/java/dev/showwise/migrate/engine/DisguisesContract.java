package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Statements that would end the engine's transaction, in whatever disguise: refused, failed, or without
 * harm, but never is a migration recorded as applied whose effect is missing, or the other way round.
 */
interface DisguisesContract extends EngineCase {
  /** The statements. */
  List<String> disguises();

  /** Those of them that are no harm and may run. */
  List<String> harmless();

  /** What the disguises need to be there; runs before each of them. */
  List<String> props();

  /** How an author sends a statement. */
  interface Way {
    void send(MigrationContext context, String sql) throws SQLException;
  }

  private static List<Way> ways() {
    return List.of(
        MigrationContext::execute,
        (context, sql) -> {
          try (PreparedStatement statement = context.connection().prepareStatement(sql)) {
            statement.execute();
          }
        },
        (context, sql) -> {
          try (CallableStatement statement = context.connection().prepareCall(sql)) {
            statement.execute();
          }
        },
        (context, sql) -> {
          try (Statement statement = context.connection().createStatement()) {
            statement.addBatch("INSERT INTO mark VALUES (2)");
            statement.addBatch(sql);
            statement.executeBatch();
          }
        });
  }

  @Test
  default void no_disguise_of_a_transaction_control_leaves_a_record_that_is_not_so() {
    List<String> wrong = new ArrayList<>();
    for (boolean outside : List.of(false, true)) {
      for (String sql : disguises()) {
        for (Way way : outside ? ways().subList(0, 1) : ways()) {
          wrong.addAll(tried(sql, way, outside));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private List<String> tried(String sql, Way way, boolean outside) {
    database().execute("CREATE TABLE mark (id INTEGER)");
    props().forEach(prop -> database().execute(prop));
    TestMigration migration = TestMigration.of("1", "disguised", context -> {
          context.execute("INSERT INTO mark VALUES (1)");
          way.send(context, sql);
          context.execute("INSERT INTO mark VALUES (3)");
        })
        .options(
            outside ? ExecutionOptions.DEFAULT.outsideTransaction() : ExecutionOptions.DEFAULT);

    Throwable thrown = catchThrowable(engine(migration)::migrate);

    List<String> wrong = new ArrayList<>();
    String what = sql + (outside ? " (outside)" : "") + ": ";
    boolean applied = database().events().contains("disguised APPLIED");
    List<String> marks = database().rows("SELECT id FROM mark WHERE id <> 2 ORDER BY id");
    if (thrown != null && !(thrown instanceof MigrationException)) {
      wrong.add(what + thrown);
    }
    if (applied != (thrown == null)) {
      wrong.add(what + "recorded " + database().allEvents() + ", thrown " + thrown);
    }
    if (applied && !marks.equals(List.of("1", "3"))) {
      wrong.add(what + "applied, but there is only " + marks);
    }
    boolean mayStay = outside || !database().dialect().hasTransactionalDdl();
    if (!applied && !mayStay && !marks.isEmpty()) {
      wrong.add(what + "rolled back, but " + marks + " stayed: " + thrown);
    }
    if (applied && !harmless().contains(sql)) {
      wrong.add(what + "was let through");
    }
    database().tables().forEach(table -> database().execute("DROP TABLE " + table));
    return wrong;
  }
}
