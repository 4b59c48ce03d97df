package dev.showwise.migrate.runner.command;

import static dev.showwise.migrate.runner.syntax.CommandOption.flag;
import static dev.showwise.migrate.runner.syntax.CommandOption.value;
import static dev.showwise.migrate.runner.syntax.CommandOption.values;

import dev.showwise.migrate.runner.syntax.CommandOption;
import java.util.List;

/** The options of the program, each said once: those that every verb has, and those of single verbs. */
final class ProgramOptions {
  static final CommandOption URL =
      value("--url", "URL", "a JDBC URL, or the path of a SQLite file");
  static final CommandOption USER = value("--user", "NAME", "the database user");
  static final CommandOption PASSWORD_FILE = value(
      "--password-file", "FILE", "the file that has the password; a password is never an argument");
  static final CommandOption SCHEMA = value(
      "--schema",
      "NAME",
      "the schema, on MariaDB and MySQL the database, to work in (default: the connection's own); it must be there");
  static final CommandOption CONFIG = value(
      "--config",
      "FILE",
      "properties with the same names (default: showwise-migrate.properties here, if it is there)");
  static final CommandOption MIGRATIONS = values(
      "--migrations", "DIR", "a folder of migration jars to add; may be given several times");
  static final CommandOption SCRIPTS = values(
      "--scripts",
      "[MODULE=]DIR",
      "a folder of SQL scripts that are migrations; may be given several times");
  static final CommandOption LAYOUT = value(
      "--layout",
      "NAME",
      "how the files of the folders of scripts are called: showwise, flyway, golang-migrate, ory, authelia, diesel, sqlx, goose, dbmate, mybatis (default: found by their shape)");
  static final CommandOption PLACEHOLDER = values(
      "--placeholder",
      "NAME=VALUE",
      "the value of a placeholder in scripts; may be given several times");
  static final CommandOption PLACEHOLDERS = value(
      "--placeholders",
      "WHERE",
      "where placeholders are replaced in every script: outside-quotes or everywhere (default: only in scripts that ask for it)");
  static final CommandOption TRUST = value(
      "--trust",
      "FILE",
      "a list of SHA-256 sums, as sha256sum makes it, of the jars that may be loaded; any other jar is refused before its classes are loaded");
  static final CommandOption CREATE = flag(
      "--create", "allow a SQLite file that does not exist yet or is empty, or a new file of H2");
  static final CommandOption YES = flag("--yes", "the answer to the question, for scripts");
  static final CommandOption JSON =
      flag("--json", "the report as one JSON document on standard output");
  static final CommandOption LOCK_TIMEOUT =
      value("--lock-timeout", "SECONDS", "how long to wait for another process (default: 60)");
  static final CommandOption NO_BACKUP =
      flag("--no-backup", "make no backup before changing a SQLite database");
  static final CommandOption BACKUP =
      flag("--backup", "make a backup before changing a database on a server");
  static final CommandOption BACKUP_DIR =
      value("--backup-dir", "DIR", "where backups go (default: backups beside the database)");
  static final CommandOption KEEP_BACKUPS =
      value("--keep-backups", "N", "how many backups of a database stay there (default: 10)");
  static final CommandOption BACKUP_CHECK = value(
      "--backup-check",
      "WHAT",
      "content: compare every row of a backup with the database; structure: schema and numbers of rows (default: content up to 256 MiB)");
  static final CommandOption RESTORE_ON_FAILURE =
      flag("--restore-on-failure", "bring the backup back if what failed could not be undone");
  static final CommandOption VERBOSE = flag("--verbose", "durations and stack traces too");
  static final CommandOption QUIET = flag("--quiet", "errors only");
  static final CommandOption SHOW_LITERALS =
      flag("--show-literals", "show the values in a statement that failed, which are *** else");
  static final CommandOption NO_SUPPORT_REPORT =
      flag("--no-support-report", "write no support report when a run fails");
  static final CommandOption HELP =
      new CommandOption("--help", "-h", "", CommandOption.Times.ONCE, "this text");

  /** Asked for in place of a verb. */
  static final CommandOption VERSION = new CommandOption(
      "--version", "-V", "", CommandOption.Times.ONCE, "the version of this program");

  /** What is meant by it is the verb. */
  static final CommandOption LIST = flag("--list", "the same as the verb list");

  /** Those that every verb has. */
  static final List<CommandOption> OF_EVERY_VERB = List.of(
      URL,
      USER,
      PASSWORD_FILE,
      SCHEMA,
      CONFIG,
      MIGRATIONS,
      SCRIPTS,
      LAYOUT,
      PLACEHOLDER,
      PLACEHOLDERS,
      TRUST,
      CREATE,
      YES,
      JSON,
      LOCK_TIMEOUT,
      NO_BACKUP,
      BACKUP,
      BACKUP_DIR,
      KEEP_BACKUPS,
      BACKUP_CHECK,
      RESTORE_ON_FAILURE,
      VERBOSE,
      QUIET,
      SHOW_LITERALS,
      NO_SUPPORT_REPORT,
      HELP);

  static final CommandOption UP_TO =
      value("--to", "[MODULE:]VERSION", "only up to this version, that one included");
  static final CommandOption SQL = flag(
      "--sql",
      "shows the SQL that would be sent, recorded from a run on a copy or in a transaction that is rolled back");
  static final CommandOption LAST = flag("--last", "the migration that was applied last");
  static final CommandOption DOWN_TO =
      value("--to", "[MODULE:]VERSION", "all above this version, which itself stays");
  static final CommandOption BACKUP_FILE = value(
      "--to",
      "FILE",
      "the file that it becomes, which must not be there (default: a name with time and version in the folder of backups)");
  static final CommandOption REPORT_FILE = value(
      "--to",
      "FILE",
      "the file to write, which must not be there yet (default: a new one in support-reports/ beside a SQLite database, else here)");
  static final CommandOption AS = value(
      "--as",
      "DECISION",
      "done: all of it is there; not-done: it is not there; undo: take back what is there; accept-checksum: it does what it did");
  static final CommandOption INSIST =
      flag("--insist", "even if what can be seen contradicts the decision");
  static final CommandOption FROM = value(
      "--from",
      "TOOL",
      "flyway, liquibase, goose, golang-migrate, diesel, sqlx, dbmate; or auto: whichever has a history here (default)");
  static final CommandOption TABLE =
      value("--table", "NAME", "its history table, if that has another name than usual");
  static final CommandOption MODULE =
      value("--module", "NAME", "whose migrations are meant, if several modules are at hand");
  static final CommandOption KIND = value(
      "--kind",
      "KIND",
      "table: it declares tables, columns and indexes (default); sql: scripts in the jar; java: written by hand; data: it changes rows");
  static final CommandOption DIR =
      value("--dir", "DIR", "the folder to make it in (default: here)");

  private ProgramOptions() {}
}
