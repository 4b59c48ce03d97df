package dev.showwise.migrate.testkit;

import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Migrations that leave something behind on a connection, and what their authors are told. */
class PlantedInConnectionsTest {
  private static final List<Connection> LEFT = new ArrayList<>();
  private static final AtomicReference<DataSource> POOL = new AtomicReference<>();

  @AfterEach
  void close_what_they_left() throws SQLException {
    for (Connection connection : LEFT) {
      connection.close();
    }
    LEFT.clear();
  }

  @Test
  void one_that_leaves_a_transaction_open_on_a_connection_of_its_own() {
    Verdict.on(LeavesATransactionOpenTest.class, "H2")
        .finds(
            "leavesNothingOpen",
            "LeavesATransactionOpen leaves a transaction open",
            "After the run 1 connection is in a transaction",
            "Does apply() open a connection of its own?");
  }

  @Test
  void the_same_on_sqlite_where_one_reads_and_nobody_can_write() {
    Verdict.on(ReadsForEverTest.class)
        .finds("leavesNothingOpen", "ReadsForEver", "transaction open", "connection of its own");
  }

  static class LeavesATransactionOpenTest extends WithAPoolTest {
    @Override
    protected Migration migration() {
      return new LeavesATransactionOpen();
    }

    static final class LeavesATransactionOpen extends ByHand {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        Connection own = own();
        try (Statement statement = own.createStatement()) {
          own.setAutoCommit(false);
          statement.execute("INSERT INTO crew (name) VALUES ('nobody')");
        }
      }
    }
  }

  static class ReadsForEverTest extends WithAPoolTest {
    @Override
    protected Migration migration() {
      return new ReadsForEver();
    }

    /** Only the test that matters: each of the others would wait for the time-out of a commit. */
    @Override
    public void appliesAfterAnInterruption(DatabaseProvider databases) {}

    @Override
    public void appliedTwiceIsTheSame(DatabaseProvider databases) {}

    @Override
    public void isAppliedOnceByTwoReplicas(DatabaseProvider databases) {}

    @Override
    public void doesNotDependOnTheOrderOfRows(DatabaseProvider databases) {}

    @Override
    public void appliesToADatabaseWithRows(DatabaseProvider databases) {}

    @Override
    public void appliesToAnEmptyDatabase(DatabaseProvider databases) {}

    @Override
    public void presenceIsTrue(DatabaseProvider databases) {}

    @Override
    public void presenceNoticesEachMissingPiece(DatabaseProvider databases) {}

    static final class ReadsForEver extends ByHand {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        Connection own = own();
        own.setAutoCommit(false);
        own.createStatement().executeQuery("SELECT * FROM crew").next();
      }
    }
  }

  /** An application's own pool, say. */
  private static Connection own() throws SQLException {
    Connection own = POOL.get().getConnection();
    LEFT.add(own);
    return own;
  }

  /** Tells the migration where the database is. */
  private abstract static class WithAPoolTest extends CrewTest {
    @Override
    protected void tables(TestDatabase database) throws SQLException {
      super.tables(database);
      POOL.set(database.dataSource());
    }
  }

  @Test
  void one_that_begins_a_transaction_by_itself() {
    Verdict.on(BeginsTest.class)
        .finds(
            "leavesNothingOpen",
            "Begins handles transactions by itself, and might leave one open",
            "Transactions belong to the engine: leave out BEGIN");
  }

  static class BeginsTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new Begins();
    }

    static final class Begins extends ByHand {
      @Override
      public ExecutionOptions options() {
        return ExecutionOptions.DEFAULT.outsideTransaction();
      }

      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.execute("BEGIN");
      }
    }
  }

  @Test
  void one_that_leaves_a_statement_open_is_none_since_the_engine_closes_it() {
    Verdict.on(LeavesAStatementOpenTest.class).andOnlyIn();
  }

  static class LeavesAStatementOpenTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new LeavesAStatementOpen();
    }

    static final class LeavesAStatementOpen extends ByHand {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.connection().createStatement().executeUpdate("UPDATE crew SET name = name");
      }
    }
  }

  @Test
  void one_that_leaves_a_setting_behind_is_none_since_the_engine_puts_it_back() {
    Verdict.on(LeavesASettingTest.class).andOnlyIn();
  }

  static class LeavesASettingTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new LeavesASetting();
    }

    static final class LeavesASetting extends ByHand {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.execute("PRAGMA cache_size = 17");
      }
    }
  }
}
