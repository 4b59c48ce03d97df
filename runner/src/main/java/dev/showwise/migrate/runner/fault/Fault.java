package dev.showwise.migrate.runner.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program cannot do what was asked, and says so before it has changed anything. */
public final class Fault extends RuntimeException {
  private final ExitCode exit;
  private final transient List<Notice> notices;

  /** Several reasons at once; at least one. */
  public Fault(ExitCode exit, List<Notice> notices) {
    super(notices.get(0).message());
    this.exit = exit;
    this.notices = List.copyOf(notices);
  }

  private Fault(ExitCode exit, Notice notice, @Nullable Throwable cause) {
    super(notice.message(), cause);
    this.exit = exit;
    this.notices = List.of(notice);
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
