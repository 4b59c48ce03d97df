package dev.showwise.migrate.runner.fault;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The program cannot do what was asked, and says so before it has changed anything. */
public final class Fault extends RuntimeException {
  private final ExitCode exit;
  private final transient List<Notice> notices;

  /** Several reasons at once; at least one. */
  public Fault(ExitCode exit, List<Notice> notices) {
    this(exit, notices, null);
  }

  /** One reason, and what the system said if that has a part in it. */
  public Fault(ExitCode exit, Notice notice, @Nullable Throwable cause) {
    this(exit, List.of(notice), cause);
  }

  private Fault(ExitCode exit, List<Notice> notices, @Nullable Throwable cause) {
    super(
        notices.stream()
            .map(notice -> (notice.message() + " " + notice.remedy()).strip())
            .collect(Collectors.joining("\n")),
        cause);
    this.exit = exit;
    this.notices = List.copyOf(notices);
  }

  /** Wrong usage or configuration. */
  public static Fault usage(String message, String remedy) {
    return new Fault(ExitCode.USAGE, Notice.error("usage", message, remedy), null);
  }

  /** The database cannot be opened. */
  public static Fault unavailable(String code, String message, String remedy) {
    return new Fault(ExitCode.UNAVAILABLE, Notice.error(code, message, remedy), null);
  }

  /** The database cannot be opened because of what the system said. */
  public static Fault unavailable(String code, String message, String remedy, Throwable cause) {
    return new Fault(ExitCode.UNAVAILABLE, Notice.error(code, message, remedy), cause);
  }

  /** The database has not what was asked for. */
  public static Fault notAsAsked(String code, String message, String remedy) {
    return new Fault(ExitCode.NOT_AS_ASKED, Notice.error(code, message, remedy), null);
  }

  /** How the run ends. */
  public ExitCode exit() {
    return exit;
  }

  /** Each reason, with what to do about it. */
  public List<Notice> notices() {
    return notices;
  }
}
