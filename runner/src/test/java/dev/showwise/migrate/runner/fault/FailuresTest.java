package dev.showwise.migrate.runner.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class FailuresTest {
  private static final MigrationLabel LABEL =
      new MigrationLabel(new MigrationId("theatre", MigrationVersion.of("1.0")), "shows");

  private static final MigrationReport UNTOUCHED = report();
  private static final MigrationReport BEGUN =
      report(new MigrationReport.Completed(LABEL, Event.APPLIED, Duration.ZERO, List.of()));

  private static MigrationReport report(MigrationReport.Completed... completed) {
    return new MigrationReport(
        Outcome.FAILED,
        List.of(completed),
        Optional.empty(),
        List.of(),
        List.of(new Problem.MissingTable(LABEL, "user")),
        Optional.empty(),
        Duration.ZERO);
  }

  private static ExitCode exit(Throwable thrown) {
    return Failures.of(thrown).exit();
  }

  @Test
  void each_reason_has_its_exit_code() {
    assertThat(exit(new MigrationException.InvalidCatalog(List.of("a", "b"), null)))
        .isEqualTo(ExitCode.USAGE);
    assertThat(exit(new MigrationException.UnknownTarget("x"))).isEqualTo(ExitCode.USAGE);
    assertThat(exit(new MigrationException.Refused(UNTOUCHED))).isEqualTo(ExitCode.NOT_AS_ASKED);
    assertThat(exit(new MigrationException.Unusable("x", null))).isEqualTo(ExitCode.NOT_AS_ASKED);
    assertThat(exit(new MigrationException.Unavailable("x", null))).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(exit(new MigrationException.LockTimeout("x", null, null)))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(exit(new MigrationException.Failed("x", new SQLException("y"), UNTOUCHED)))
        .isEqualTo(ExitCode.MIGRATION_FAILED);
    assertThat(exit(new MigrationException.OutcomeUnknown("x", new SQLException("y"), UNTOUCHED)))
        .isEqualTo(ExitCode.OUTCOME_UNKNOWN);
  }

  @Test
  void a_code_that_promises_that_nothing_was_changed_is_not_given_when_something_was() {
    assertThat(exit(new MigrationException.Refused(BEGUN))).isEqualTo(ExitCode.MIGRATION_FAILED);
    assertThat(exit(new MigrationException.LockTimeout("x", null, BEGUN)))
        .isEqualTo(ExitCode.MIGRATION_FAILED);
    assertThat(exit(new MigrationException.Failed(
            "x", new SQLiteException("y", SQLiteErrorCode.SQLITE_CORRUPT), BEGUN)))
        .isEqualTo(ExitCode.MIGRATION_FAILED);
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_READONLY, UNAVAILABLE",
    "SQLITE_CANTOPEN, UNAVAILABLE",
    "SQLITE_NOTADB, UNAVAILABLE",
    "SQLITE_CORRUPT, NOT_AS_ASKED",
    "SQLITE_CONSTRAINT, MIGRATION_FAILED"
  })
  void what_sqlite_says_of_the_file_decides_whatever_was_being_done(
      SQLiteErrorCode code, ExitCode expected) {
    Throwable cause = new RuntimeException(new SQLiteException("y", code));

    assertThat(exit(new MigrationException.Failed("x", cause, UNTOUCHED))).isEqualTo(expected);
  }

  @Test
  void every_fault_and_every_problem_is_told() {
    assertThat(Failures.of(new MigrationException.InvalidCatalog(List.of("a", "b"), null))
            .notices())
        .extracting(Notice::message)
        .containsExactly("a", "b");
    assertThat(Failures.of(new MigrationException.Refused(UNTOUCHED)).notices())
        .extracting(Notice::code)
        .containsExactly("missing-table");
  }

  @Test
  void an_unexpected_failure_is_admitted_with_what_to_do() {
    Failure failure = Failures.of(new IllegalStateException("odd"));

    assertThat(failure.exit()).isEqualTo(ExitCode.MIGRATION_FAILED);
    assertThat(failure.notices().get(0).message()).contains("showwise-migrate itself", "odd");
    assertThat(failure.notices().get(0).remedy()).contains("list", "--verbose");
  }

  @Test
  void a_native_library_that_cannot_be_loaded_is_no_riddle() {
    Failure failure = Failures.of(new UnsatisfiedLinkError("org.sqlite.core.NativeDB._open"));

    assertThat(failure.exit()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(failure.notices().get(0).remedy()).contains("org.sqlite.tmpdir");
  }
}
