package dev.showwise.migrate.runner.fault;

import java.sql.SQLException;

/** A driver could not connect: what it said, with the place that was meant and what to do about it. */
public final class CannotConnect extends SQLException {
  private static final int UNKNOWN_DATABASE = 1049;
  private static final int DENIED_TO_DATABASE = 1044;
  private static final String H2_NO_SUCH_DATABASE = "90146";

  private final String remedy;

  /**
   * As the driver said it.
   *
   * @param failure what the driver threw
   * @param message its message, without secrets
   * @param place the database as people may see it
   */
  public CannotConnect(SQLException failure, String message, String place) {
    super(message + " (" + place + ")", failure.getSQLState(), failure.getErrorCode());
    remedy = remedy(failure);
    setStackTrace(failure.getStackTrace());
  }

  /** What to do next. */
  public String remedy() {
    return remedy;
  }

  private static String remedy(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    int code = failure.getErrorCode();
    if (lacksNativeLibrary(failure)) {
      return "The driver's native library could not be written into the folder for temporary files, or not"
          + " be loaded from there: it may be full, or mounted noexec. Name another folder:"
          + " JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER.";
    } else if (state.equals(H2_NO_SUCH_DATABASE)) {
      return "Check the path; with --create, a database that is not there is made.";
    } else if (state.startsWith("3D") || code == UNKNOWN_DATABASE || code == DENIED_TO_DATABASE) {
      return "Check the database's name in the URL: it must be there, and this user must be allowed"
          + " to use it.";
    } else if (state.startsWith("28") || state.equals("08004")) {
      return "Check --user and --password-file.";
    } else if (state.startsWith("08")) {
      return "Check that the server runs and can be reached from here, and the host and port in the"
          + " URL.";
    }
    return "Check the URL, --user and --password-file, and that the server runs.";
  }

  private static boolean lacksNativeLibrary(SQLException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      // the driver may be loaded by another class loader than this class
      if (cause.getClass().getName().equals("org.sqlite.NativeLibraryNotFoundException")) {
        return true;
      }
    }
    return false;
  }
}
