package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.runner.fault.Notice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How things that several reports have are said to people. */
final class Words {
  private Words() {}

  /** Where a failed statement is written, for behind the word failed; empty if it is in no file. */
  static String place(MigrationReport.Failure failure) {
    return failure.position().map(position -> " at " + position).orElse("");
  }

  /** What a verb found that only looks is its report, and no error of its own. */
  static void findings(Screen screen, List<Problem> problems) {
    notices(screen, problems.stream().map(Notice::of).toList());
  }

  /** The same for notices. */
  static void notices(Screen screen, List<Notice> notices) {
    for (Notice notice : notices) {
      screen.line("");
      screen.line((notice.isError() ? "✗ " : "Warning: ") + indented(notice.message()));
      if (!notice.remedy().isEmpty()) {
        screen.line("  " + indented(notice.remedy()));
      }
    }
    if (!notices.isEmpty()) {
      screen.line("");
    }
  }

  /** Tells an error or a warning apart from the report, where errors are looked for. */
  static void tell(Screen screen, Notice notice) {
    if (notice.isError()) {
      screen.error("✗ " + indented(notice.message()));
      if (!notice.remedy().isEmpty()) {
        screen.error("  " + indented(notice.remedy()));
      }
    } else {
      screen.warning("Warning: " + indented(notice.message()));
      if (!notice.remedy().isEmpty()) {
        screen.warning("  " + indented(notice.remedy()));
      }
    }
  }

  /** For example {@code 812 bytes}, {@code 3.4 MB}. */
  static String bytes(long bytes) {
    if (bytes < 10_000) {
      return count(bytes, "byte");
    }
    return bytes < 10_000_000
        ? bytes / 1000 + " kB"
        : String.format(Locale.ROOT, "%.1f", bytes / 1e6) + " MB";
  }

  /** The last migration of a history. */
  static String state(Optional<String> last) {
    return last.map(migration -> "up to " + migration).orElse("without a migration");
  }

  /** A moment, to the second. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
  }

  /** The lines after the first under the text of the first. */
  static String indented(String text) {
    return text.strip().replace("\n", "\n  ");
  }

  /** For example {@code 1 row}, {@code 3 rows}. */
  static String count(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
