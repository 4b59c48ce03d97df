package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.ImportProposal;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RestoreProposal;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Failure;
import dev.showwise.migrate.runner.fault.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Tells what a verb found or did: to people, or to programs. */
public interface Reporter {
  /** What people should know besides; part of whatever report comes next. */
  void note(List<Notice> notices);

  /** A warning that is told to those who want to hear errors only, too. */
  void insist(Notice notice);

  /** What would take the place of what; a question may follow. */
  void aboutToRestore(RestoreProposal proposal, DatabaseAddress address);

  /** A database is about to be looked at. */
  void opening(DatabaseAddress address);

  /** Hears what a run does, as it does it. */
  MigrationListener progress();

  /** What a rollback would do; a question may follow. */
  void aboutToRollBack(Plan plan);

  /** What a decision would mean; a question may follow. */
  void aboutToRepair(Diagnosis diagnosis, RepairDecision decision);

  /** What would be taken over from another tool; a question may follow. */
  void aboutToImport(ImportProposal proposal);

  /** A run went up and ended as it should. */
  void migrated(MigrationReport report);

  /** A run went down and ended as it should, or as a person wanted. */
  void rolledBack(MigrationReport report, ExitCode exit);

  /** Every known migration. */
  void listed(StatusReport report);

  /** The schema as the database has it. */
  void described(SchemaDescription schema);

  /** What a verb found or did. */
  void report(Document document);

  /** A module was made in a folder. */
  void created(Path folder, List<String> nextCommands);

  /** A line on the way that belongs to no run, such as the demo's. */
  void remark(String text);

  /**
   * It did not work.
   *
   * @param support writes a report for whoever helps; asked once
   */
  void failed(Failure failure, Supplier<SupportNote> support);
}
