package dev.showwise.migrate.engine;

import dev.showwise.migrate.faults.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every call fails, on SQLite. */
class SqliteFaultsTest {
  @TempDir
  Path folder;

  /** What both journal modes have in common. */
  private interface OnSqlite extends EveryCallFailsContract {
    @Override
    default List<Fault> faults() {
      return Fault.all();
    }

    @Override
    default int budget() {
      return 150;
    }
  }

  @Nested
  class WithARollbackJournal implements OnSqlite {
    @Override
    public FaultStage stage() {
      return new SqliteStage(folder, "DELETE");
    }
  }

  @Nested
  class WithAWriteAheadLog implements OnSqlite {
    @Override
    public FaultStage stage() {
      return new SqliteStage(folder, "WAL");
    }
  }
}
