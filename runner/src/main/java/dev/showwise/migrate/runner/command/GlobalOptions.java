package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.settings.GivenOptions;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import dev.showwise.migrate.runner.settings.Verbosity;
import dev.showwise.migrate.runner.syntax.CommandOption;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The options that every verb has, as they were typed.
 *
 * @param line what was typed behind the verb
 */
record GlobalOptions(ParsedLine line) {
  /** Those that settings come from. */
  GivenOptions given() {
    return new GivenOptions(
        line.value(ProgramOptions.URL),
        line.value(ProgramOptions.USER),
        line.value(ProgramOptions.PASSWORD_FILE),
        line.value(ProgramOptions.SCHEMA),
        line.values(ProgramOptions.MIGRATIONS),
        new GivenOptions.Scripts(
            line.values(ProgramOptions.SCRIPTS),
            line.value(ProgramOptions.LAYOUT),
            line.values(ProgramOptions.PLACEHOLDER),
            line.value(ProgramOptions.PLACEHOLDERS)),
        line.value(ProgramOptions.TRUST),
        line.value(ProgramOptions.LOCK_TIMEOUT),
        new GivenOptions.Backup(
            line.value(ProgramOptions.BACKUP_DIR),
            line.value(ProgramOptions.KEEP_BACKUPS),
            line.value(ProgramOptions.BACKUP_CHECK)),
        verbosity(),
        flags());
  }

  private Optional<Verbosity> verbosity() {
    if (line.has(ProgramOptions.VERBOSE)) {
      return Optional.of(Verbosity.VERBOSE);
    }
    return line.has(ProgramOptions.QUIET) ? Optional.of(Verbosity.QUIET) : Optional.empty();
  }

  private Set<Flag> flags() {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    addIf(ProgramOptions.CREATE, Flag.CREATE, flags);
    addIf(ProgramOptions.YES, Flag.YES, flags);
    addIf(ProgramOptions.JSON, Flag.JSON, flags);
    addIf(ProgramOptions.BACKUP, Flag.BACKUP, flags);
    addIf(ProgramOptions.NO_BACKUP, Flag.NO_BACKUP, flags);
    addIf(ProgramOptions.RESTORE_ON_FAILURE, Flag.RESTORE_ON_FAILURE, flags);
    addIf(ProgramOptions.SHOW_LITERALS, Flag.SHOW_LITERALS, flags);
    addIf(ProgramOptions.NO_SUPPORT_REPORT, Flag.NO_SUPPORT_REPORT, flags);
    return flags;
  }

  private void addIf(CommandOption option, Flag flag, Set<Flag> flags) {
    if (line.has(option)) {
      flags.add(flag);
    }
  }

  /**
   * Refuses two options of which one says the contrary of the other.
   *
   * @throws Fault if there are such
   */
  void checkContradictions() {
    refuseBoth(ProgramOptions.VERBOSE, ProgramOptions.QUIET);
    refuseBoth(ProgramOptions.BACKUP, ProgramOptions.NO_BACKUP);
    refuseBoth(ProgramOptions.NO_BACKUP, ProgramOptions.RESTORE_ON_FAILURE);
  }

  private void refuseBoth(CommandOption one, CommandOption other) {
    if (line.has(one) && line.has(other)) {
      throw Fault.usage(
          one.name() + " and " + other.name() + " cannot go together.", "Give one or the other.");
    }
  }

  Optional<String> config() {
    return line.value(ProgramOptions.CONFIG);
  }
}
