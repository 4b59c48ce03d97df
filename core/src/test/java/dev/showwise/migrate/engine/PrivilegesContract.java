package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.GrantsOnPage.Grant;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An account with the privileges that the page on privileges names, and with one fewer. */
interface PrivilegesContract extends EngineCase {
  /** What the page calls the product. */
  String productOnPage();

  /** What the page calls {@code crew}. */
  String databaseName();

  /** Makes an account with no privilege at all, whatever the product gives to everybody. */
  void makeAccount(String name);

  /** Takes all that it was granted, and the account. */
  void dropAccount(String name);

  private static TestMigration zero() {
    return TestMigration.sql("0.1", "zero", "SELECT 1");
  }

  private static TestMigration note() {
    return TestMigration.sql("9", "note", "SELECT 1");
  }

  private MigrationEngine as(String account, Migration... migrations) {
    // H2 lets administrators alone say in the URL how the database behaves
    String url = database().url().replaceFirst(";.*", "");
    return builder(UrlDataSource.of(url, account), migrations).build();
  }

  private static MigrationException refusal(Runnable call, String why) {
    Throwable thrown = catchThrowable(call::run);
    assertThat(thrown)
        .as(why)
        .isInstanceOfAny(MigrationException.Unavailable.class, MigrationException.Failed.class);
    return (MigrationException) thrown;
  }

  /**
   * Calls with all privileges of a block but one, for each of them: it is named, nothing is recorded, and
   * once it is granted the call succeeds.
   */
  private void eachIsNeeded(String block, Consumer<String> prepare, Consumer<String> call) {
    List<Grant> grants = GrantsOnPage.of(productOnPage(), block, databaseName());
    for (Grant missing : grants) {
      String account = "migrator_of_" + databaseName();
      makeAccount(account);
      try {
        prepare.accept(account);
        List<String> before = recorded();
        GrantsOnPage.statements(productOnPage(), block, databaseName(), account)
            .forEach(database()::execute);
        database().execute(missing.take(account));

        String message =
            refusal(() -> call.accept(account), "without " + missing).getMessage();

        assertThat(message).as("without " + missing).containsIgnoringCase(missing.object());
        if (grants.size() > 1) {
          assertThat(message).containsIgnoringCase(missing.privilege());
        }
        assertThat(recorded()).as("without " + missing).isEqualTo(before);
        database().execute(missing.give(account));
        call.accept(account);
      } finally {
        dropAccount(account);
        forget();
      }
    }
  }

  private List<String> recorded() {
    return database().hasTable("migration_history") ? database().events() : List.of();
  }

  private void forget() {
    for (String table : List.of("migration_history", "person")) {
      if (database().hasTable(table)) {
        database().execute("DROP TABLE " + table);
      }
    }
  }

  @Test
  default void what_only_reads_needs_what_the_page_says_and_nothing_less() {
    Migration[] all = {Crew.people(), note()};
    eachIsNeeded("reads", account -> engine(all).migrate(), account -> {
      MigrationEngine engine = as(account, all);
      assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine.list().migrations()).allMatch(status -> status.state().isDone());
      assertThat(engine.plan(Target.all()).steps()).isEmpty();
      assertThat(engine.verify().problems()).isEmpty();
    });
  }

  @Test
  default void the_first_run_needs_what_the_page_says_and_nothing_less() {
    eachIsNeeded("first", account -> database().execute(person()), account -> {
      assertThat(names(as(account, Crew.people(), note()).migrate()))
          .containsExactly("people ADOPTED", "note APPLIED");
    });
  }

  @Test
  default void a_later_run_and_a_rollback_need_what_the_page_says_and_nothing_less() {
    eachIsNeeded(
        "writes",
        account -> {
          engine(zero()).migrate();
          database().execute(person());
        },
        account -> {
          MigrationEngine engine = as(account, zero(), Crew.people(), note());
          assertThat(names(engine.migrate())).containsExactly("people ADOPTED", "note APPLIED");
          assertThat(engine
                  .rollback(RollbackTarget.named("note"), RollbackConsent.toAnyLoss())
                  .outcome())
              .isEqualTo(Outcome.ROLLED_BACK);
          assertThat(engine.verify().problems())
              .allMatch(problem -> problem.message().contains("note"));
        });
  }
}
