package dev.showwise.migrate.engine;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.ImportConsent;
import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportRequest;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.RestoreConsent;
import dev.showwise.migrate.RestoreReport;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.internal.rehearsal.Rehearsal;
import dev.showwise.migrate.internal.run.BackupOnDemand;
import dev.showwise.migrate.internal.run.Downgrade;
import dev.showwise.migrate.internal.run.Environment;
import dev.showwise.migrate.internal.run.Import;
import dev.showwise.migrate.internal.run.Inspection;
import dev.showwise.migrate.internal.run.Repair;
import dev.showwise.migrate.internal.run.Restoration;
import dev.showwise.migrate.internal.run.Upgrade;
import dev.showwise.migrate.internal.run.Verification;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Brings the database behind a {@link DataSource} to the state that the migrations at hand describe,
 * and back.
 *
 * <pre>{@code
 * MigrationReport report = MigrationEngine.builder(dataSource).build().migrate();
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads and several processes at once: each migration is
 * applied exactly once, by whoever is first. Every call takes a connection from the data source (a
 * second one only to find out what became of a COMMIT whose answer was lost) and gives it back in the
 * state in which it came. Calls that read never write.
 *
 * <p>Every call may throw a {@link MigrationException}; its subtype says what a caller can do.
 */
public final class MigrationEngine {
  private final Environment environment;
  private final Function<String, DataSource> copies;

  MigrationEngine(Environment environment, Function<String, DataSource> copies) {
    this.environment = environment;
    this.copies = copies;
  }

  /**
   * Begins to build an engine. No connection is opened before the first call of the engine.
   *
   * @param dataSource gives connections; stays its owner's
   */
  public static EngineBuilder builder(DataSource dataSource) {
    return new EngineBuilder(dataSource);
  }

  /**
   * The schema of the database behind a data source, as the database has it. Needs no migrations. For
   * another schema than the connection's own see {@link EngineBuilder#describeSchema}.
   *
   * @throws MigrationException.Unavailable if the database cannot be opened or read
   */
  public static SchemaDescription describeSchema(DataSource dataSource) {
    return builder(dataSource).describeSchema();
  }

  /** Applies all that is pending, dependencies first. The same as {@code migrate(Target.all())}. */
  public MigrationReport migrate() {
    return migrate(Target.all());
  }

  /**
   * Applies what a target asks for and what that depends on. What the database has already is
   * adopted: recorded, and not executed.
   *
   * @return what was done; {@link MigrationReport.Outcome#NOTHING_TO_DO} if nothing was pending
   * @throws MigrationException.UnknownTarget if the target names something unknown
   * @throws MigrationException.Refused if the database or its history is not in a state for it
   * @throws MigrationException.Failed if a migration failed
   * @throws MigrationException.Unavailable if the database cannot be opened, read or written
   * @throws MigrationException.Unusable if the database is damaged, or the history table is another
   *     program's
   * @throws MigrationException.LockTimeout if others held the database beyond the time-out
   * @throws MigrationException.OutcomeUnknown if it cannot be found out whether a COMMIT took place
   */
  public MigrationReport migrate(Target target) {
    return new Upgrade(environment).run(target);
  }

  /**
   * Undoes what a target asks for, and before it what depends on that.
   *
   * @param consent is asked once, before anything is changed, with the rows that would be destroyed;
   *     they are counted again before each step, and a step that would destroy more is not done
   * @return what was done; {@link MigrationReport.Outcome#DECLINED} if {@code consent} said no
   * @throws MigrationException as {@link #migrate(Target)} does; {@link MigrationException.Refused}
   *     also if one of the migrations has no way back, before anything is changed
   */
  public MigrationReport rollback(RollbackTarget target, RollbackConsent consent) {
    return new Downgrade(environment).run(target, consent);
  }

  /** What {@link #migrate(Target)} would do, and what stands against it. Reads only. */
  public Plan plan(Target target) {
    return new Upgrade(environment).plan(target);
  }

  /**
   * The SQL that {@link #migrate(Target)} would send, recorded from a run as in {@link #rehearse}.
   *
   * @throws MigrationException as {@link #rehearse} does
   */
  public SqlPreview previewSql(Target target) {
    return new Rehearsal(environment, copies).preview(target);
  }

  /**
   * What {@link #migrate(Target)} would do, done and undone in a place that is like the database and gone
   * afterwards. The database is as it was. A migration that fails there is part of the answer.
   *
   * @throws MigrationException.Unavailable if the product has no such place, or it cannot be made
   */
  public RehearsalReport rehearse(Target target) {
    return new Rehearsal(environment, copies).rehearse(target);
  }

  /** What {@link #rollback} would do, and which rows that would destroy. Reads only. */
  public Plan planRollback(RollbackTarget target) {
    return new Downgrade(environment).plan(target);
  }

  /** Every known migration with its true state. Reads only. */
  public StatusReport list() {
    return new Inspection(environment).list();
  }

  /**
   * Whether the schema is what the applied migrations declare, the history untampered, the checksums
   * as recorded, and nothing pending. Reads only.
   */
  public VerificationReport verify() {
    return new Verification(environment).verify();
  }

  /**
   * Makes a backup now: a copy that counts because it was read back and compared. SQLite only, unless a
   * {@linkplain EngineBuilder#backupProvider provider} was handed over.
   *
   * @throws MigrationException.BackupFailed if none could be made, or what was made is not what the
   *     database is
   * @throws MigrationException.Unavailable if the database cannot be opened or read
   * @throws MigrationException.LockTimeout if others wrote to it beyond the time-out
   */
  public Backup backup() {
    return new BackupOnDemand(environment).create(Optional.empty());
  }

  /**
   * Makes a backup with this name, which must not be taken; see {@link #backup()}. How many backups are
   * kept does not matter here.
   */
  public Backup backup(Path file) {
    return new BackupOnDemand(environment).create(Optional.of(file));
  }

  /**
   * Lets a backup take the place of a SQLite database: verifies it, keeps what is there, and replaces it in
   * one step, through SQLite itself, so that readers see the old or the new. Stop the application first:
   * what it writes meanwhile is lost, and what it has in its caches is not what the database has.
   *
   * @param file a backup, or a copy that was made in another way, which is looked at as closely as can be
   * @param consent is asked once, when the file was found sound and before anything is changed
   * @throws MigrationException.InvalidBackup if the file is damaged, no database, of another application,
   *     or newer than the migrations at hand; nothing was changed
   * @throws MigrationException.BackupFailed if what is there could not be kept; nothing was changed
   * @throws MigrationException.LockTimeout if others used it beyond the time-out; nothing was changed
   * @throws MigrationException.Unavailable if the database cannot be opened or written; it is what it was
   * @throws MigrationException.Unusable if the database was replaced and is not what the backup is
   */
  public RestoreReport restore(Path file, RestoreConsent consent) {
    return new Restoration(environment).run(file, consent);
  }

  /** What is known of one migration, and what may be decided if it cannot go on. Reads only. */
  public Diagnosis diagnose(String name) {
    return new Repair(environment).diagnose(name);
  }

  /**
   * Records what a person decided, as one more row of the history. Throws as {@link #rollback} does, and
   * refuses what contradicts what can be seen.
   */
  public RepairReport repair(RepairRequest request, RepairConsent consent) {
    return new Repair(environment).run(request, consent);
  }

  /**
   * Takes over what another tool has done: reads its history table, matches it with the migrations at hand,
   * and records all of them at once as imported. The other tool's table is never changed.
   *
   * @param consent is asked once, before anything is recorded
   * @throws MigrationException.Refused if it has no history here, or something that it has done is not among
   *     the migrations at hand, or is not finished; nothing was changed
   * @throws MigrationException.LockTimeout if others were at work beyond the time-out
   * @throws MigrationException.OutcomeUnknown if the answer to the COMMIT was lost and it could not be found
   *     out what became of it
   * @throws MigrationException.Unavailable if the database cannot be used
   * @throws MigrationException.UnknownTarget if there is no such tool or module
   */
  public ImportReport importHistory(ImportRequest request, ImportConsent consent) {
    return new Import(environment).run(request, consent);
  }
}
