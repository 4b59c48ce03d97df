package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.internal.history.History;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** Makes a backup because somebody asked for one. */
public final class BackupOnDemand {
  private final Environment environment;

  /** For one engine. */
  public BackupOnDemand(Environment environment) {
    this.environment = environment;
  }

  /**
   * Makes one.
   *
   * @param to the file that it becomes, which must not be there; empty for a name in the folder of
   *     backups
   */
  public Backup create(Optional<Path> to) {
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        Backup backup = create(run, session, to);
        environment.listener().backedUp(backup);
        return backup;
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  private Backup create(Run run, Session session, Optional<Path> to) throws SQLException {
    History history = run.read(() -> session.history().read(session.connection()));
    return session.isOnServer()
        ? create(run, history, to)
        : run.whileNobodyWrites(() -> create(run, history, to));
  }

  private static Backup create(Run run, History history, Optional<Path> to) {
    return to.isPresent()
        ? run.safeguard().create(history, to.get())
        : run.safeguard().create(history);
  }
}
