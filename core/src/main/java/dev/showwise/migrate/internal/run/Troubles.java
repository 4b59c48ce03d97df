package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.MigrationException.Unusable;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.internal.history.MissingPrivilege;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
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
      SQLException error, Session session, @Nullable MigrationReport soFar) {
    Dialect dialect = session.dialect();
    Throwable shown = session.discretion().shown(error);
    Optional<Path> gone = session.goneFile();
    if (gone.isPresent()) {
      return gone(gone.get(), shown, soFar);
    }
    ErrorKind kind = dialect.classify(error);
    boolean unchanged = soFar == null || soFar.completed().isEmpty();
    MigrationReport report = unchanged && kind != ErrorKind.BUSY ? null : soFar;
    String nothingChanged = unchanged ? " Nothing was changed." : "";
    boolean server = dialect.sessions().isPresent();
    String message = String.valueOf(shown.getMessage());
    return switch (kind) {
      case BUSY ->
        new LockTimeout(
            "Another process held the database locked for longer than this one may wait ("
                + message + ")." + nothingChanged
                + (server
                    ? " Find the session that holds the lock"
                    : " Find the process that has the database open")
                + ", or allow a longer lock time-out, and run again.",
            shown,
            report);
      case DAMAGED ->
        new Unusable(
            "The database is damaged: " + message
                + ". Restore it from a backup before anything else." + nothingChanged,
            shown,
            report);
      case NOT_A_DATABASE ->
        new Unavailable(
            "This is not a database of " + dialect.name() + ", or it is encrypted: " + message,
            shown,
            report);
      case CANNOT_OPEN ->
        new Unavailable(
            "The database could not be opened: " + message
                + (server
                    ? ". Check the URL, that the server runs, and that this account may use it."
                    : ". Check that it is there and that this user may read and write it and its"
                        + " folder."),
            shown,
            report);
      case READ_ONLY ->
        new Unavailable(
            "The database cannot be written: " + message
                + (server
                    ? ". Connect to the server that the application writes to."
                    : ". Check the permissions of the file and its folder.")
                + nothingChanged,
            shown,
            report);
      case MISSING_PRIVILEGE ->
        new Unavailable(
            "This account may not do what is needed: " + message
                + MissingPrivilege.in(error, dialect, "")
                    .map(privilege -> ". It lacks: " + privilege)
                    .orElse("")
                + ". Have that granted to it, and run again." + nothingChanged,
            shown,
            report);
      case CONNECTION_LOST ->
        new Unavailable(
            "The connection to the database was lost: " + message
                + ". What was begun is rolled back, or the history says how far it came; run again.",
            shown,
            report);
      case FULL ->
        new Unavailable(
            "There is no space left to write the database: " + message
                + ". Make room and run again; what was begun is rolled back.",
            shown,
            report);
      default -> new Unavailable("The database could not be used: " + message, shown, report);
    };
  }

  /** The file of the database was moved, removed or replaced while it was open. */
  static Unavailable gone(Path file, @Nullable Throwable shown, @Nullable MigrationReport soFar) {
    return new Unavailable(
        "Somebody moved, removed or replaced " + file
            + " while this run had it open. What was done is in the file that was there before, not in"
            + " one that may be there now. See to it that nobody else touches the file, look with list"
            + " at what is there, and run again.",
        shown,
        soFar);
  }
}
