package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every call fails, on SQLite. */
class SqliteFaultsTest {
  @TempDir
  Path folder;

  /** What both journal modes have in common. */
  private interface OnSqlite extends EveryCallFailsContract, ImportsAtOnceContract {
    @Override
    default List<Fault> faults() {
      return Fault.all();
    }

    @Override
    default int budget() {
      return 150;
    }
  }

  /** Whoever writes keeps others from it for as long as it stands still. */
  private interface Overtaking extends OvertakesContract {
    @Override
    default int pauses() {
      return 60;
    }

    @Override
    default Duration patience() {
      return Duration.ofMillis(50);
    }
  }

  @Nested
  class WithARollbackJournal implements OnSqlite, Overtaking {
    @Override
    public FaultStage stage() {
      return new SqliteStage(folder, "DELETE");
    }
  }

  @Nested
  class WithAWriteAheadLog implements OnSqlite, Overtaking {
    @Override
    public FaultStage stage() {
      return new SqliteStage(folder, "WAL");
    }
  }

  @Nested
  class WithABackup implements OnSqlite {
    private SqliteStage stage;

    @Override
    public FaultStage stage() {
      stage = new SqliteStage(folder, "DELETE");
      return stage;
    }

    @Override
    public EngineBuilder configured(EngineBuilder builder) {
      return builder.backupBeforeChanges();
    }

    @Override
    public void judgeMore(DataSource real, Optional<Throwable> thrown, List<String> findings) {
      try {
        findings.addAll(BackupsBeside.unsound(
            stage.file().resolveSibling("backups"), List.of(Set.of(), Set.copyOf(Season.NAMES))));
      } catch (SQLException e) {
        findings.add("a backup cannot be read: " + e);
      }
    }
  }
}
