package dev.showwise.migrate.runner.fault;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what was thrown to an exit code and words. */
public final class Failures {
  private static final int SQLITE_READONLY = 8;
  private static final int SQLITE_CORRUPT = 11;
  private static final int SQLITE_CANTOPEN = 14;
  private static final int SQLITE_NOTADB = 26;

  private Failures() {}

  /** What {@code thrown} means to whoever called the program. */
  public static Failure of(Throwable thrown) {
    if (thrown instanceof Fault fault) {
      return new Failure(fault.exit(), fault.notices(), Optional.empty(), fault);
    }
    if (thrown instanceof MigrationException e) {
      return of(e);
    }
    return unexpected(thrown);
  }

  private static Failure of(MigrationException thrown) {
    Optional<MigrationReport> report = thrown.report();
    if (thrown instanceof MigrationException.InvalidCatalog e) {
      return usage("invalid-catalog", e.faults(), e);
    } else if (thrown instanceof MigrationException.UnknownTarget e) {
      return usage("unknown-target", List.of(text(e)), e);
    } else if (thrown instanceof MigrationException.OutcomeUnknown e) {
      return one(ExitCode.OUTCOME_UNKNOWN, "outcome-unknown", text(e), e);
    } else if (thrown instanceof MigrationException.Refused e) {
      List<Notice> notices =
          report.stream().flatMap(r -> r.problems().stream()).map(Notice::of).toList();
      return new Failure(unlessBegun(e, ExitCode.NOT_AS_ASKED), notices, report, e);
    } else if (thrown instanceof MigrationException.LockTimeout e) {
      return one(unlessBegun(e, ExitCode.UNAVAILABLE), "lock-timeout", text(e), e);
    }
    if (thrown instanceof MigrationException.BackupFailed e) {
      return one(unlessBegun(e, ExitCode.UNAVAILABLE), "backup-failed", text(e), e);
    } else if (thrown instanceof MigrationException.InvalidBackup e) {
      return one(ExitCode.NOT_AS_ASKED, "invalid-backup", text(e), e);
    } else if (thrown instanceof MigrationException.InvalidScript e) {
      return one(ExitCode.NOT_AS_ASKED, "script-refused", text(e), e);
    }
    Optional<ExitCode> byDatabase = ofDatabase(thrown);
    if (thrown instanceof MigrationException.Unusable e) {
      ExitCode exit = byDatabase.orElse(ExitCode.NOT_AS_ASKED);
      return one(unlessBegun(e, exit), "unusable", text(e), e);
    } else if (thrown instanceof MigrationException.Unavailable e) {
      ExitCode exit = byDatabase.orElse(ExitCode.UNAVAILABLE);
      return one(unlessBegun(e, exit), "unavailable", text(e), e);
    }
    ExitCode exit =
        byDatabase.map(code -> unlessBegun(thrown, code)).orElse(ExitCode.MIGRATION_FAILED);
    // what failed is in the report
    boolean named = report.flatMap(MigrationReport::failed).isPresent();
    List<Notice> notices =
        named ? List.of() : List.of(Notice.error("migration-failed", text(thrown), ""));
    return new Failure(exit, notices, report, thrown);
  }

  /** An exit code that promises that nothing was changed can only be given if that is so. */
  private static ExitCode unlessBegun(MigrationException thrown, ExitCode exit) {
    boolean begun = thrown.report().filter(r -> !r.completed().isEmpty()).isPresent();
    return begun ? ExitCode.MIGRATION_FAILED : exit;
  }

  /**
   * What SQLite says of the file itself, whatever was being done with it. An exception with a masked
   * message has another class and the same name.
   */
  private static Optional<ExitCode> ofDatabase(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = next(t)) {
      if (t instanceof SQLException e && e.toString().startsWith("org.sqlite.")) {
        return switch (e.getErrorCode()) {
          case SQLITE_CORRUPT -> Optional.of(ExitCode.NOT_AS_ASKED);
          case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_NOTADB -> Optional.of(ExitCode.UNAVAILABLE);
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  private static @Nullable Throwable next(Throwable t) {
    return t.getCause() == t ? null : t.getCause();
  }

  private static Failure unexpected(Throwable thrown) {
    boolean nativeLibrary = thrown instanceof LinkageError
        && (String.valueOf(thrown.getMessage()).contains("sqlite")
            || String.valueOf(thrown.getMessage()).contains("org.sqlite"));
    if (nativeLibrary) {
      Notice notice = Notice.error(
          "no-native-library",
          "SQLite's native library could not be loaded: " + thrown,
          "It is unpacked into " + System.getProperty("java.io.tmpdir") + ", which must have room"
              + " and allow programs to run; -Dorg.sqlite.tmpdir=FOLDER chooses another place.");
      return new Failure(ExitCode.UNAVAILABLE, List.of(notice), Optional.empty(), thrown);
    }
    Notice notice = Notice.error(
        "internal",
        "showwise-migrate itself failed: " + thrown,
        "Run list to see where the database stands. --verbose shows the stack trace; please report"
            + " it.");
    return new Failure(ExitCode.MIGRATION_FAILED, List.of(notice), Optional.empty(), thrown);
  }

  private static Failure usage(String code, List<String> messages, RuntimeException cause) {
    List<Notice> notices = messages.stream().map(m -> Notice.error(code, m, "")).toList();
    return new Failure(ExitCode.USAGE, notices, Optional.empty(), cause);
  }

  private static Failure one(ExitCode exit, String code, String message, RuntimeException cause) {
    Optional<MigrationReport> report =
        cause instanceof MigrationException e ? e.report() : Optional.empty();
    String remedy = cause.getCause() instanceof CannotConnect e ? e.remedy() : "";
    return new Failure(exit, List.of(Notice.error(code, message, remedy)), report, cause);
  }

  private static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.toString() : message;
  }
}
