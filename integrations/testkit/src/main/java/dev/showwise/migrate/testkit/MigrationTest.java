package dev.showwise.migrate.testkit;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.testkit.internal.ApplyChecks;
import dev.showwise.migrate.testkit.internal.CatalogChecks;
import dev.showwise.migrate.testkit.internal.ChecksumChecks;
import dev.showwise.migrate.testkit.internal.DatabaseInvocations;
import dev.showwise.migrate.testkit.internal.InterruptionCheck;
import dev.showwise.migrate.testkit.internal.LeftoverCheck;
import dev.showwise.migrate.testkit.internal.PieceChecks;
import dev.showwise.migrate.testkit.internal.PresenceChecks;
import dev.showwise.migrate.testkit.internal.RegistrationCheck;
import dev.showwise.migrate.testkit.internal.RepetitionChecks;
import dev.showwise.migrate.testkit.internal.ReplicaCheck;
import dev.showwise.migrate.testkit.internal.RevertChecks;
import dev.showwise.migrate.testkit.internal.RowOrderCheck;
import dev.showwise.migrate.testkit.internal.Subject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All that a migration should be able to do, tried on every database at hand. A test of a migration
 * is a class that extends this one and says which migration:
 *
 * <pre>{@code
 * class ShoeSizesTest extends MigrationTest {
 *   @Override
 *   protected Migration migration() {
 *     return new ShoeSizes();
 *   }
 * }
 * }</pre>
 *
 * <p>Before each test there is a new database, in which the migrations of the class path are applied
 * that come before this one. Tables that the application made without migrations are made by {@link
 * #tables}. Tables then get the rows of {@link #rows}; those that got none get rows that are made up.
 *
 * <p>Databases: SQLite always; H2 when its driver is on the class path; a PostgreSQL, MariaDB or MySQL
 * server that {@code -Dshowwise.testkit.url=jdbc:…} names (with {@code showwise.testkit.user} and
 * {@code showwise.testkit.password}), where the tests work in schemas of their own; and what a {@link
 * DatabaseProvider} gives. {@code -Dshowwise.testkit.databases=SQLite,H2} chooses among them.
 *
 * <p>A property that does not hold for a migration, on purpose, is left out by overriding its method.
 *
 * <p>Migrations that a {@link MigrationSource} gives, such as a folder of scripts, have a {@link
 * MigrationSourceTest}.
 */
@ExtendWith(DatabaseInvocations.class)
public abstract class MigrationTest {
  /** For subclasses. */
  protected MigrationTest() {}

  /** The migration under test; a new one at every call. */
  protected abstract Migration migration();

  /**
   * Makes what the application has made itself before this migration comes: tables that no migration
   * on the class path makes. Nothing by default.
   *
   * @throws SQLException if a statement fails
   */
  protected void tables(TestDatabase database) throws SQLException {}

  /**
   * Adds rows that are there before the migration, such as those that it will have to deal with.
   * Nothing by default.
   *
   * @throws SQLException if a statement fails
   */
  protected void rows(TestDatabase database) throws SQLException {}

  /**
   * Adds rows as the application will, once the migration is applied; the way back is tried with
   * them. Nothing by default.
   *
   * @throws SQLException if a statement fails
   */
  protected void rowsAfterwards(TestDatabase database) throws SQLException {}

  /**
   * What the migration is meant to change of the rows that are there: {@code cast_member.actor_name}
   * for the values of a column, {@code cast_member} for the rows of a table, which may then go as well.
   * What {@link Migration#declaredChanges} renames or drops needs not be named. Nothing by default.
   */
  protected Set<String> meantToChange() {
    return Set.of();
  }

  /** Whether the migration is made for a product, such as {@code SQLite}. Every one by default. */
  protected boolean isFor(String product) {
    return true;
  }

  /** The source that the migration is of, if it is tested as one of those. */
  Optional<MigrationSource> family() {
    return Optional.empty();
  }

  private Subject subject() {
    return new Subject(
        getClass(),
        this::migration,
        family(),
        new Subject.Hooks(this::tables, this::rows, this::rowsAfterwards),
        meantToChange());
  }

  private Subject subject(DatabaseProvider databases) {
    Subject.assume(isFor(databases.product()), "it is not made for " + databases.product());
    return subject().on(databases);
  }

  /** On a database without rows it is applied, and what is there then is what it declares. */
  @TestTemplate
  @DisplayName("applies to an empty database")
  public void appliesToAnEmptyDatabase(DatabaseProvider databases) throws Exception {
    new ApplyChecks(subject(databases), databases).toAnEmptyDatabase();
  }

  /** On a database with rows it is applied, and every row that was there is there as it was. */
  @TestTemplate
  @DisplayName("applies to a database with rows, and each of them survives")
  public void appliesToADatabaseWithRows(DatabaseProvider databases) throws Exception {
    new ApplyChecks(subject(databases), databases).toADatabaseWithRows();
  }

  /** The order in which a database happens to give rows has no part in what comes of it. */
  @TestTemplate
  @DisplayName("does the same in whatever order the rows come")
  public void doesNotDependOnTheOrderOfRows(DatabaseProvider databases) throws Exception {
    new RowOrderCheck(subject(databases), databases).run();
  }

  /** Applied again, also where the history was lost, it changes nothing. */
  @TestTemplate
  @DisplayName("applied twice is the same as applied once")
  public void appliedTwiceIsTheSame(DatabaseProvider databases) throws Exception {
    new RepetitionChecks(subject(databases), databases).run();
  }

  /** Interrupted at any of its statements, the next run brings it to its end. */
  @TestTemplate
  @DisplayName("applies after an interruption at each statement")
  public void appliesAfterAnInterruption(DatabaseProvider databases) throws Exception {
    new InterruptionCheck(subject(databases), databases).run();
  }

  /** Two processes that start at once: both succeed, and it is applied once. */
  @TestTemplate
  @DisplayName("is applied once when two replicas start at once")
  public void isAppliedOnceByTwoReplicas(DatabaseProvider databases) throws Exception {
    new ReplicaCheck(subject(databases), databases).run();
  }

  /** No transaction, statement or setting is left behind on a connection. */
  @TestTemplate
  @DisplayName("leaves nothing open")
  public void leavesNothingOpen(DatabaseProvider databases) throws Exception {
    new LeftoverCheck(subject(databases), databases).run();
  }

  /** What {@link Migration#presence} says before and after is true. */
  @TestTemplate
  @DisplayName("presence says absent before and present after")
  public void presenceIsTrue(DatabaseProvider databases) throws Exception {
    new PresenceChecks(subject(databases), databases).run();
  }

  /** Of each thing that it makes, {@link Migration#presence} notices when it is missing. */
  @TestTemplate
  @DisplayName("presence notices each missing piece")
  public void presenceNoticesEachMissingPiece(DatabaseProvider databases) throws Exception {
    new PieceChecks(subject(databases), databases).run();
  }

  /** Undone, every table, column, key and index is as it was before. */
  @TestTemplate
  @DisplayName("reverts, and leaves the schema as before")
  public void revertLeavesTheSchemaAsBefore(DatabaseProvider databases) throws Exception {
    new RevertChecks(subject(databases), databases).schema();
  }

  /** Undone, every row that was there before is there as it was. */
  @TestTemplate
  @DisplayName("reverts, and loses no row that was there before")
  public void revertLosesNoOtherRow(DatabaseProvider databases) throws Exception {
    new RevertChecks(subject(databases), databases).rows();
  }

  /** People are told of every row that undoing it destroys. */
  @TestTemplate
  @DisplayName("says beforehand what reverting loses")
  public void revertSaysWhatIsLost(DatabaseProvider databases) throws Exception {
    new RevertChecks(subject(databases), databases).loss();
  }

  /** Undone and applied again, it is as after the first time. */
  @TestTemplate
  @DisplayName("applies again after it was reverted")
  public void appliesAgainAfterRevert(DatabaseProvider databases) throws Exception {
    new RevertChecks(subject(databases), databases).again();
  }

  /** It is found on the class path, and on the module path too. */
  @Test
  @DisplayName("is registered")
  public void isRegistered() throws Exception {
    new RegistrationCheck(subject()).run();
  }

  /** With the other migrations it makes one order: no circle, no name or version twice. */
  @Test
  @DisplayName("fits together with the other migrations")
  public void fitsTogetherWithTheOthers() throws Exception {
    new CatalogChecks(subject()).run();
  }

  /** Its checksum is the same in every instance, language, time zone and process. */
  @Test
  @DisplayName("has a checksum that stays the same")
  public void hasAStableChecksum() throws Exception {
    new ChecksumChecks(subject()).run();
  }
}
