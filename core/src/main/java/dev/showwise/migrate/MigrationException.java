package dev.showwise.migrate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to the engine did not do what was asked. There is one subtype for each thing that a
 * caller can act on. Messages have no secrets in them.
 */
public abstract sealed class MigrationException extends RuntimeException {
  private final transient @Nullable MigrationReport report;

  private MigrationException(
      String message, @Nullable Throwable cause, @Nullable MigrationReport report) {
    super(message, cause);
    this.report = report;
  }

  /** What the run had done before; empty if it did not begin. */
  public Optional<MigrationReport> report() {
    return Optional.ofNullable(report);
  }

  /**
   * The migrations at hand do not fit together, or one could not be loaded: duplicates, circles,
   * unknown dependencies, a provider that fails, none at all. No connection was opened.
   */
  public static final class InvalidCatalog extends MigrationException {
    private final transient List<String> faults;

    /** Names every fault that was found; the message joins them. */
    public InvalidCatalog(List<String> faults, @Nullable Throwable cause) {
      super(String.join("\n", faults), cause, null);
      this.faults = List.copyOf(faults);
    }

    /** Each fault, in words, with its remedy. */
    public List<String> faults() {
      return faults;
    }
  }

  /** A name or version that was asked for is not known, or is ambiguous. Nothing was changed. */
  public static final class UnknownTarget extends MigrationException {
    /** The message says what is known instead. */
    public UnknownTarget(String message) {
      super(message, null, null);
    }
  }

  /**
   * The database or its history is not in a state in which this can be done; {@link #report} has
   * the problems. If the run had completed steps before, the report has them.
   */
  public static final class Refused extends MigrationException {
    /** The message joins the errors. */
    public Refused(MigrationReport report) {
      super(message(report.problems()), null, report);
    }

    private static String message(List<Problem> problems) {
      StringBuilder text = new StringBuilder();
      for (Problem problem : problems) {
        if (problem.severity() == Problem.Severity.ERROR) {
          text.append(text.length() == 0 ? "" : "\n");
          text.append(problem.message()).append("\n").append(problem.remedy());
        }
      }
      return text.toString();
    }
  }

  /** A migration failed; {@link #report} says what was applied, what failed where, what remains. */
  public static final class Failed extends MigrationException {
    /** The cause is what the migration or the database threw. */
    public Failed(String message, Throwable cause, MigrationReport report) {
      super(message, cause, Objects.requireNonNull(report));
    }
  }

  /**
   * The database could not be opened, read or written. Nothing was changed but what {@link #report}
   * has as completed.
   */
  public static final class Unavailable extends MigrationException {
    /** Before anything was done; the message says which database and why. */
    public Unavailable(String message, @Nullable Throwable cause) {
      this(message, cause, null);
    }

    /** The message says which database and why; the report, what was done before. */
    public Unavailable(
        String message, @Nullable Throwable cause, @Nullable MigrationReport report) {
      super(message, cause, report);
    }
  }

  /**
   * The database or the history table is not usable as it is: damaged, or not ours. Nothing was
   * changed but what {@link #report} has as completed.
   */
  public static final class Unusable extends MigrationException {
    /** Before anything was done; the message says what is wrong and what to do. */
    public Unusable(String message, @Nullable Throwable cause) {
      this(message, cause, null);
    }

    /** The message says what is wrong and what to do; the report, what was done before. */
    public Unusable(String message, @Nullable Throwable cause, @Nullable MigrationReport report) {
      super(message, cause, report);
    }
  }

  /** Another runner or writer held on beyond the time-out; {@link #report} has what was done before. */
  public static final class LockTimeout extends MigrationException {
    /** The message says who holds it, as far as that is known, and for how long this one waited. */
    public LockTimeout(
        String message, @Nullable Throwable cause, @Nullable MigrationReport report) {
      super(message, cause, report);
    }
  }

  /** It could not be found out whether a COMMIT took place; {@link #report} says of which step. */
  public static final class OutcomeUnknown extends MigrationException {
    /** The message says what to look at. */
    public OutcomeUnknown(String message, Throwable cause, MigrationReport report) {
      super(message, cause, Objects.requireNonNull(report));
    }
  }

  /**
   * No backup could be made, or what was made is not what the database is. Nothing was changed but what
   * {@link #report} has as completed.
   */
  public static final class BackupFailed extends MigrationException {
    /** The message says what stood in the way and what to do. */
    public BackupFailed(String message, @Nullable Throwable cause) {
      this(message, cause, null);
    }

    /** The message says what stood in the way; the report, what was done before. */
    public BackupFailed(
        String message, @Nullable Throwable cause, @Nullable MigrationReport report) {
      super(message, cause, report);
    }
  }

  /** A script of SQL cannot be cut into statements. Nothing of it was executed. */
  public static final class InvalidScript extends MigrationException {
    private final String script;
    private final long line;
    private final int column;

    /** The message says where, what is wrong there and what to do, without the script's own text. */
    public InvalidScript(String script, long line, int column, String message) {
      super(script + ":" + line + ":" + column + ": " + message, null, null);
      this.script = script;
      this.line = line;
      this.column = column;
    }

    /** The script's name. */
    public String script() {
      return script;
    }

    /** The line; the first is 1. */
    public long line() {
      return line;
    }

    /** The place on the line; the first is 1. */
    public int column() {
      return column;
    }
  }

  /** A file cannot take the place of the database: damaged, another one's, or no backup. Nothing changed. */
  public static final class InvalidBackup extends MigrationException {
    /** The message says which file and what is wrong with it. */
    public InvalidBackup(String message, @Nullable Throwable cause) {
      super(message, cause, null);
    }
  }
}
