package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Undone;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a contract's tests have at hand, and what a product's class provides. */
interface EngineCase {
  /** A database of the test's own, empty at its beginning. */
  TestDatabase database();

  /** Where other processes connect to; on a cluster, another node. */
  default String urlOfOthers() {
    return database().url();
  }

  /** The type of a column that is the primary key and numbered by the database, written by hand. */
  String identity();

  /** How the database spells a name in lower case that was written without quotes. */
  default String spelled(String name) {
    return name;
  }

  /** What the history says became of each attempt: {@code people APPLIED}. */
  List<String> events();

  /** Who sees to it that nothing stays open; one for each test. */
  NothingLeftOpen nothingLeftOpen();

  /** An engine in the making; the one place for what a product's engine needs to be told. */
  default EngineBuilder builder(DataSource source, Migration... migrations) {
    return MigrationEngine.builder(source).migrations(migrations);
  }

  /** An engine on the test's database. */
  default MigrationEngine engine(Migration... migrations) {
    return builder(nothingLeftOpen().watching(database().dataSource()), migrations)
        .build();
  }

  /** An engine with three migrations in an order that is not theirs. */
  default MigrationEngine crew() {
    return engine(Crew.shoes(), Crew.badges(), Crew.people());
  }

  /** What makes the table of {@link Crew#people()}, as another program would. */
  default String person() {
    return "CREATE TABLE person (id " + identity() + ", name VARCHAR(80) NOT NULL)";
  }

  /** What a run completed: {@code people APPLIED}. */
  default List<String> names(MigrationReport report) {
    return report.completed().stream()
        .map(c -> c.migration().name() + " " + c.event())
        .toList();
  }

  /** The refusal of a run that must be refused. */
  default MigrationException.Refused refusal(ThrowingCallable call) {
    return catchThrowableOfType(MigrationException.Refused.class, call);
  }

  /** The failure of a run in which a migration must fail. */
  default MigrationException.Failed failure(ThrowingCallable call) {
    return catchThrowableOfType(MigrationException.Failed.class, call);
  }

  /** How much of a failed migration is undone. */
  default Undone undone(MigrationException.Failed failed) {
    return failed.report().orElseThrow().failed().orElseThrow().undone();
  }
}
