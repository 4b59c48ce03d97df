package dev.showwise.migrate.runner.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verbs that people type. A verb's class is only loaded when it is asked for. */
enum Verb {
  MIGRATE("apply all that is pending, or what is named"),
  LIST("every known migration with its true state"),
  PLAN("what migrate would do; changes nothing"),
  REHEARSE("what is pending, tried where it does no harm, forth and back"),
  ROLLBACK("undo migrations, after asking"),
  VERIFY("whether the database is what its history says"),
  BACKUP("a copy of the database that was read back"),
  RESTORE("put a backup in the place of the database, after asking"),
  REPAIR("settle a migration that cannot go on by itself"),
  IMPORT("take over what another tool has done"),
  SCHEMA("the schema as the database has it"),
  NEW("make a module for a migration of your own"),
  SUPPORT_REPORT("a file with all that somebody who helps must know"),
  DEMO("a sample database, brought to today's schema before your eyes");

  private final String summary;

  Verb(String summary) {
    this.summary = summary;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String summary() {
    return summary;
  }

  VerbCommand command() {
    return switch (this) {
      case MIGRATE -> new MigrateCommand();
      case LIST -> new ListCommand();
      case PLAN -> new PlanCommand();
      case REHEARSE -> new RehearseCommand();
      case ROLLBACK -> new RollbackCommand();
      case VERIFY -> new VerifyCommand();
      case BACKUP -> new BackupCommand();
      case RESTORE -> new RestoreCommand();
      case REPAIR -> new RepairCommand();
      case IMPORT -> new ImportCommand();
      case SCHEMA -> new SchemaCommand();
      case NEW -> new NewCommand();
      case SUPPORT_REPORT -> new SupportReportCommand();
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
