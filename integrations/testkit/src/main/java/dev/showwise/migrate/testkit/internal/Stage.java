package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.EngineBuilder;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.faults.CallHook;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.faults.WatchedSource;
import dev.showwise.migrate.testkit.DatabaseProvider;
import dev.showwise.migrate.testkit.FreshDatabase;
import dev.showwise.migrate.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** A database that is as it is before the migration, and what can be done with it. */
final class Stage implements AutoCloseable {
  static final String HISTORY = "migration_history";
  static final String SECOND_HISTORY = "testkit_second_history";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LEASE = Duration.ofSeconds(3);

  private final Subject subject;
  private final DatabaseProvider provider;
  private final FreshDatabase database;
  private final TestDatabase hands;
  private final List<Migration> before;
  private final Work work = new Work();

  private Stage(
      Subject subject, DatabaseProvider provider, FreshDatabase database, List<Migration> before)
      throws SQLException {
    this.subject = subject;
    this.provider = provider;
    this.database = database;
    this.before = before;
    this.hands = new TestDatabase(database.dataSource());
  }

  /** Whether there are rows in the tables. */
  enum Rows {
    NONE,
    IN_ORDER,
    THE_OTHER_WAY_ROUND
  }

  /** Makes a database and brings it to where the migration comes. */
  static Stage before(Subject subject, DatabaseProvider provider, Rows rows) throws SQLException {
    FreshDatabase database = provider.newDatabase();
    try {
      Stage stage = new Stage(subject, provider, database, subject.preparation().before());
      stage.prepare(rows);
      return stage;
    } catch (Throwable e) {
      database.close();
      throw e;
    }
  }

  private void prepare(Rows rows) throws SQLException {
    subject.hooks().tables().on(hands);
    if (!before.isEmpty()) {
      try {
        builder(database.dataSource(), HISTORY).migrations(before).build().migrate();
      } catch (MigrationException e) {
        throw Review.of("What comes before " + subject.className() + " cannot be applied on "
                + provider.product())
            .what(String.valueOf(e.getMessage()))
            .where("the migrations of the class path that come first: "
                + before.stream().map(Migration::name).toList())
            .toDo("Mend that first; or make the tables that they need in tables(…) of "
                + subject.test().getSimpleName() + ".")
            .because(e)
            .failure();
      }
    }
    if (rows != Rows.NONE) {
      subject.hooks().rows().on(hands);
      new MadeUpRows(this, rows).fill(hands.filledTables());
    }
  }

  Subject subject() {
    return subject;
  }

  /** The product's name, for reviews. */
  String product() {
    return provider.product();
  }

  /** The database as an author gets it. */
  TestDatabase hands() {
    return hands;
  }

  DataSource dataSource() {
    return database.dataSource();
  }

  /** What the migration sent since the stage was made. */
  Work work() {
    return work;
  }

  /** Where something went wrong: on the way up, and what was sent there. */
  String inApply() {
    return product() + ", in " + subject.terms().apply() + ", which sent:" + work.shown();
  }

  private static EngineBuilder builder(DataSource source, String history) {
    return MigrationEngine.builder(source)
        .historyTable(history)
        .lockTimeout(PATIENCE)
        .lease(LEASE);
  }

  /** An engine that knows the migration and what comes before it. */
  MigrationEngine engine() {
    return engineOn(watched(work));
  }

  /** The same on another data source. */
  MigrationEngine engineOn(DataSource source) {
    return builder(source, HISTORY)
        .migrations(ClassPath.plus(before, Observed.watched(subject.migration(), work)))
        .build();
  }

  /** A data source whose calls somebody sees. */
  WatchedSource watched(CallHook hook) {
    return new WatchedSource(database.dataSource(), faultProduct(), hook);
  }

  /** Whose errors a planned fault looks like, and what a session is asked. */
  Product faultProduct() {
    return Product.ofDialect(subject.preparation().dialect().name());
  }

  /** Runs it; the caller knows what a failure means. */
  MigrationReport migrate(MigrationEngine engine) {
    return engine.migrate(Target.named(subject.qualifiedName()));
  }

  /** Applies it, or fails with a review. */
  MigrationReport apply() {
    try {
      return migrate(engine());
    } catch (MigrationException e) {
      throw Reviews.notApplied(this, e);
    }
  }

  /** Undoes it, or fails with a review. */
  MigrationReport revert() {
    try {
      return engine()
          .rollback(RollbackTarget.named(subject.qualifiedName()), RollbackConsent.toAnyLoss());
    } catch (MigrationException e) {
      throw Reviews.notReverted(this, e);
    }
  }

  /** An engine for a database whose history is lost: what came before is there. */
  MigrationEngine withoutHistory(Migration migration) {
    List<Migration> adopted = before.stream()
        .map(one -> Observed.withPresence(one, Presence.present()))
        .toList();
    return builder(database.dataSource(), SECOND_HISTORY)
        .migrations(ClassPath.plus(adopted, migration))
        .build();
  }

  /** What the migration says of how far the database has it, whatever the history says. */
  Presence presence() {
    Collection<MigrationStatus> all = withoutHistory(subject.migration()).list().migrations();
    return all.stream()
        .filter(one -> one.migration().qualifiedName().equals(subject.qualifiedName()))
        .findFirst()
        .flatMap(MigrationStatus::presence)
        .orElseGet(Presence::unknown);
  }

  /** What is in the database now, but for histories. */
  Picture picture() throws SQLException {
    return Picture.of(this, Set.of(HISTORY, SECOND_HISTORY));
  }

  /** Adds rows as the application would, to what is there now. */
  void use(Picture before) throws SQLException {
    Set<String> given = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    given.addAll(before.tables().keySet());
    subject.hooks().rowsAfterwards().on(hands);
    given.addAll(hands.filledTables());
    new MadeUpRows(this, Rows.IN_ORDER).fill(given);
  }

  @Override
  public void close() {
    database.close();
  }
}
