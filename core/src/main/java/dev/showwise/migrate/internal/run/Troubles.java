package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes of an error of the database, outside any migration, what a caller can act on. */
final class Troubles {
  private Troubles() {}

  /**
   * What a caller gets.
   *
   * @param soFar what the run had done; null if it only read
   */
  static MigrationException of(
      SQLException error, Dialect dialect, @Nullable MigrationReport soFar) {
    ErrorKind kind = dialect.classify(error);
    boolean unchanged = soFar == null || soFar.completed().isEmpty();
    MigrationReport report = unchanged && kind != ErrorKind.BUSY ? null : soFar;
    String nothingChanged = unchanged ? " Nothing was changed." : "";
    return switch (kind) {
      case BUSY ->
        new LockTimeout(
            "Another process held the database locked for longer than this one may wait ("
                + error.getMessage() + ")." + nothingChanged
                + " Find the process that has the database open, or allow a longer lock time-out,"
                + " and run again.",
            error,
            report);
      case DAMAGED ->
        new Unusable(
            "The database is damaged: " + error.getMessage()
                + ". Restore it from a backup before anything else." + nothingChanged,
            error,
            report);
      case NOT_A_DATABASE ->
        new Unavailable(
            "This is not a database of " + dialect.name() + ", or it is encrypted: "
                + error.getMessage(),
            error,
            report);
      case CANNOT_OPEN ->
        new Unavailable(
            "The database could not be opened: " + error.getMessage()
                + ". Check that it is there and that this user may read and write it and its"
                + " folder.",
            error,
            report);
      case READ_ONLY ->
        new Unavailable(
            "The database cannot be written: " + error.getMessage()
                + ". Check the permissions of the file and its folder." + nothingChanged,
            error,
            report);
      case FULL ->
        new Unavailable(
            "There is no space left to write the database: " + error.getMessage()
                + ". Make room and run again; what was begun is rolled back.",
            error,
            report);
      default ->
        new Unavailable("The database could not be used: " + error.getMessage(), error, report);
    };
  }
}
