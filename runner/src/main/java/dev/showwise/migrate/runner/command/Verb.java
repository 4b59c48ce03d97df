package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.syntax.CommandOption;
import dev.showwise.migrate.runner.syntax.Operand;
import dev.showwise.migrate.runner.syntax.Operand.Count;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import dev.showwise.migrate.runner.syntax.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verbs that people type, and what they take. A verb's class is only loaded when it is asked for. */
enum Verb {
  MIGRATE(
      "apply all that is pending, or what is named",
      "Applies all migrations that are pending, what they depend on first; or only those that are named. Without a verb this is what happens."),
  LIST(
      "every known migration with its true state",
      "Shows every known migration with its true state. Changes nothing."),
  PLAN(
      "what migrate would do; changes nothing",
      "Shows what migrate would do, in order, and what stands against it. Changes nothing. Exit code 3 if it could not be done."),
  REHEARSE(
      "what is pending, tried where it does no harm, forth and back",
      "Runs what is pending, forth and back, on a copy or in a transaction that is rolled back, and says what that does to schema, rows and time, and whether the way back works. The database is left as it is. Exit code 1 if a migration fails there, 3 if rows would be lost or the way back does not lead back."),
  ROLLBACK(
      "undo migrations, after asking",
      "Undoes migrations, those that depend on them first. Says which rows would be lost, and asks. Give names, or --last, or --to."),
  VERIFY(
      "whether the database is what its history says",
      "Checks whether the schema is what the applied migrations declare, whether the history is as it was written, whether anything is pending, and what no migration declares. Changes nothing. Exit code 3 if not all is well."),
  BACKUP(
      "a copy of the database that was read back",
      "Makes a backup and reads it back: what is reported was compared with the database. The application may go on meanwhile; for the time that it takes, nobody writes. Migrating and rolling back do this by themselves."),
  RESTORE(
      "put a backup in the place of the database, after asking",
      "Puts a backup in the place of a SQLite database: verifies it, asks, keeps what is there, and replaces it in one step. Stop the application first. Exit code 3 if the file is damaged, or is no backup of this database's application."),
  REPAIR(
      "settle a migration that cannot go on by itself",
      "Settles a migration that failed or was interrupted half-way, that changed, or that is not at hand. Without --as it says what is known, and which decisions there are, and changes nothing. Nothing is ever deleted from the history."),
  IMPORT(
      "take over what another tool has done",
      "Takes over what another tool has done: reads its history table, matches it with the migrations at hand, shows what it understood, asks, and records all of it at once. Nothing is executed, and the other tool's table is never changed. Exit code 3 if it has done what no migration at hand is, or did not finish something."),
  SCHEMA(
      "the schema as the database has it",
      "Shows the schema as the database has it, or one table of it with its indexes and triggers. Needs no migrations. Changes nothing."),
  NEW(
      "make a module for a migration of your own",
      "Makes a folder with a migration module that builds and passes its tests as it stands. Nothing that is there is overwritten."),
  SUPPORT_REPORT(
      "a file with all that somebody who helps must know",
      "Writes one file with all that somebody who helps must know: the state of the migrations, the schema, the history, versions. No passwords and no rows are in it. Changes nothing in the database."),
  DEMO(
      "a sample database, brought to today's schema before your eyes",
      "Makes a sample ShowWise database in a temporary folder and brings it to today's schema, step by step. The file stays, to be looked at.");

  private final String summary;
  private final String description;

  Verb(String summary, String description) {
    this.summary = summary;
    this.description = description;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String summary() {
    return summary;
  }

  /** What may be typed behind it: its own options, and those of every verb. */
  Syntax syntax() {
    List<CommandOption> options = new ArrayList<>(own());
    options.addAll(ProgramOptions.OF_EVERY_VERB);
    return new Syntax(description, operand(), options);
  }

  private Operand operand() {
    return switch (this) {
      case MIGRATE, PLAN, REHEARSE ->
        new Operand(
            "NAME", Count.ANY, "only these and what they depend on, such as 2fa or showwise:2fa");
      case ROLLBACK ->
        new Operand(
            "NAME", Count.ANY, "these and what depends on them, such as 2fa or showwise:2fa");
      case RESTORE -> new Operand("FILE", Count.ONE, "the backup");
      case REPAIR ->
        new Operand(
            "NAME",
            Count.ONE,
            "the migration, such as 2fa, showwise:2fa, or by its version showwise:1.0");
      case SCHEMA -> new Operand("TABLE", Count.AT_MOST_ONE, "only this table or view");
      case NEW -> new Operand("NAME", Count.ONE, "the name of the migration");
      case LIST, VERIFY, BACKUP, IMPORT, SUPPORT_REPORT, DEMO -> Operand.NONE;
    };
  }

  /** Its own options. */
  List<CommandOption> own() {
    return switch (this) {
      case MIGRATE, REHEARSE -> List.of(ProgramOptions.UP_TO);
      case LIST, VERIFY, RESTORE, SCHEMA, DEMO -> List.of();
      case PLAN -> List.of(ProgramOptions.UP_TO, ProgramOptions.SQL);
      case ROLLBACK -> List.of(ProgramOptions.LAST, ProgramOptions.DOWN_TO);
      case BACKUP -> List.of(ProgramOptions.BACKUP_FILE);
      case REPAIR -> List.of(ProgramOptions.AS, ProgramOptions.INSIST);
      case IMPORT -> List.of(ProgramOptions.FROM, ProgramOptions.TABLE, ProgramOptions.MODULE);
      case NEW -> List.of(ProgramOptions.KIND, ProgramOptions.DIR);
      case SUPPORT_REPORT -> List.of(ProgramOptions.REPORT_FILE);
    };
  }

  /** The verb with what was typed behind it. */
  VerbCommand command(ParsedLine line) {
    return switch (this) {
      case MIGRATE -> new MigrateCommand(line);
      case LIST -> new ListCommand();
      case PLAN -> new PlanCommand(line);
      case REHEARSE -> new RehearseCommand(line);
      case ROLLBACK -> new RollbackCommand(line);
      case VERIFY -> new VerifyCommand();
      case BACKUP -> new BackupCommand(line);
      case RESTORE -> new RestoreCommand(line);
      case REPAIR -> new RepairCommand(line);
      case IMPORT -> new ImportCommand(line);
      case SCHEMA -> new SchemaCommand(line);
      case NEW -> new NewCommand(line);
      case SUPPORT_REPORT -> new SupportReportCommand(line);
      case DEMO -> new DemoCommand();
    };
  }

  static Optional<Verb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Verb::word).toList();
  }
}
