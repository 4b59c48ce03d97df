package dev.showwise.migrate.testkit;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;

import dev.showwise.migrate.DataLoss;
import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Migrations that do wrong to rows, and what their authors are told. */
class PlantedInRowsTest {
  /** Adds a column, which would be fine. */
  private abstract static class ShoeSize extends SchemaMigration {
    ShoeSize() {
      super("crew", "1", "shoe-size", "a shoe size");
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(addColumn("crew", column("shoe_size", integer())));
    }
  }

  @Test
  void one_that_loses_rows_on_revert() {
    Verdict.on(LosesRowsTest.class)
        .finds(
            "revertLosesNoOtherRow",
            "LosesRows loses rows on revert",
            "1 of 3 rows of table crew is gone (id 1001)",
            "in revert(), which sent:",
            "DELETE FROM crew WHERE id = 1001",
            "touch no other row")
        .finds("revertSaysWhatIsLost", "1 row of table crew; it says none")
        .andOnlyIn("revertLosesNoOtherRow", "revertSaysWhatIsLost");
  }

  static class LosesRowsTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new LosesRows();
    }

    static final class LosesRows extends ShoeSize {
      @Override
      public void revert(MigrationContext context) throws SQLException {
        context.update("DELETE FROM crew WHERE id = 1001");
        super.revert(context);
      }
    }
  }

  @Test
  void one_that_changes_rows_that_are_not_its_own() {
    Verdict.on(ChangesOthersTest.class)
        .finds(
            "appliesToADatabaseWithRows",
            "ChangesOthers changes or loses rows that were there before",
            "3 of 3 rows of table crew have another value in name",
            "id 1001: 'name A' became 'NAME A'",
            "UPDATE crew SET name = UPPER(name)",
            "meantToChange()")
        .finds("revertLosesNoOtherRow", "have another value in name")
        .andOnlyIn("appliesToADatabaseWithRows", "revertLosesNoOtherRow");
  }

  static class ChangesOthersTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new ChangesOthers();
    }

    static final class ChangesOthers extends ShoeSize {
      @Override
      protected void fill(MigrationContext context) throws SQLException {
        context.update("UPDATE crew SET name = UPPER(name)");
      }
    }
  }

  @Test
  void the_same_is_fine_when_it_is_meant() {
    Verdict.on(MeantTest.class).andOnlyIn();
  }

  static class MeantTest extends ChangesOthersTest {
    @Override
    protected Set<String> meantToChange() {
      return Set.of("crew.name");
    }
  }

  @Test
  void one_that_depends_on_the_order_of_rows() {
    Verdict.on(RowOrderTest.class)
        .finds(
            "doesNotDependOnTheOrderOfRows",
            "RowOrder depends on the order of rows",
            "missing: a row of crew with id '1001', name 'name A', place '1'",
            "add ORDER BY")
        .andOnlyIn("doesNotDependOnTheOrderOfRows");
  }

  static class RowOrderTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new RowOrder();
    }

    @Override
    protected Set<String> meantToChange() {
      return Set.of("crew.place");
    }

    static final class RowOrder extends ByHand {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        int place = 0;
        for (long id : context.query("SELECT id FROM crew", row -> row.getLong(1))) {
          context.update("UPDATE crew SET place = ? WHERE id = ?", ++place, id);
        }
      }
    }
  }

  @Test
  void one_that_does_its_work_twice_when_it_is_applied_twice() {
    Verdict.on(NotIdempotentTest.class)
        .finds(
            "appliedTwiceIsTheSame",
            "NotIdempotent is not idempotent: applied twice, it does its work twice",
            "The history was lost",
            "place '10'",
            "place '100'",
            "UPDATE crew SET place = place * 10",
            "Let presence() tell")
        .andOnlyIn("appliedTwiceIsTheSame");
  }

  static class NotIdempotentTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new NotIdempotent();
    }

    @Override
    protected Set<String> meantToChange() {
      return Set.of("crew.place");
    }

    static final class NotIdempotent extends ByHand {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.update("UPDATE crew SET place = place * 10");
      }
    }
  }

  @Test
  void one_that_cannot_begin_again_where_changes_commit_by_themselves() {
    Verdict.on(BeginsAgainTest.class, "H2")
        .finds(
            "appliesAfterAnInterruption",
            "BeginsAgain is not idempotent: after an interruption, applying it again fails",
            "H2, statement 1 of 2, after which the connection was lost",
            "CREATE TABLE first_one",
            "CREATE TABLE IF NOT EXISTS")
        .finds("appliedTwiceIsTheSame", "BeginsAgain is not idempotent: applied twice, it fails");
  }

  static class BeginsAgainTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new BeginsAgain();
    }

    static final class BeginsAgain extends ByHand {
      @Override
      public ExecutionOptions options() {
        return ExecutionOptions.DEFAULT.safeToRepeat();
      }

      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.execute("CREATE TABLE first_one (id INTEGER PRIMARY KEY)");
        context.execute("CREATE TABLE second_one (id INTEGER PRIMARY KEY)");
      }
    }
  }

  @Test
  void one_that_stays_half_done_where_changes_commit_by_themselves() {
    Verdict.on(HalfDoneTest.class, "H2")
        .finds(
            "appliesAfterAnInterruption",
            "HalfDone cannot go on after an interruption on H2",
            "the next run refuses to go on",
            "H2, statement 1 of 2",
            "ExecutionOptions.DEFAULT.safeToRepeat()")
        .andOnlyIn("appliesAfterAnInterruption");
  }

  static class HalfDoneTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new HalfDone();
    }

    static final class HalfDone extends ByHand {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.execute("CREATE TABLE IF NOT EXISTS first_one (id INTEGER PRIMARY KEY)");
        context.execute("CREATE TABLE IF NOT EXISTS second_one (id INTEGER PRIMARY KEY)");
      }
    }
  }

  @Test
  void one_that_hides_a_failure() {
    Verdict.on(HidesTest.class)
        .finds(
            "appliesAfterAnInterruption",
            "Hides hides the failure of a statement",
            "missing: table costume",
            "SQLite, statement 1 of 1, which failed",
            "Let SQLExceptions pass")
        .andOnlyIn("appliesAfterAnInterruption");
  }

  static class HidesTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new Hides();
    }

    static final class Hides extends ByHand {
      @Override
      public void apply(MigrationContext context) {
        try {
          context.execute("CREATE TABLE IF NOT EXISTS costume (id INTEGER PRIMARY KEY)");
        } catch (SQLException e) {
          context.step("never mind");
        }
      }
    }
  }

  @Test
  void one_that_does_not_say_what_its_way_back_costs() {
    Verdict.on(UntoldTest.class)
        .finds(
            "revertSaysWhatIsLost",
            "Untold loses rows on revert without saying so",
            "revert() removes 3 rows of table costume; it says none",
            "Let lossOnRevert() count them")
        .andOnlyIn("revertSaysWhatIsLost");
  }

  static class UntoldTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new Untold();
    }

    static final class Untold extends SchemaMigration {
      Untold() {
        super("crew", "1", "untold", "costumes");
      }

      @Override
      protected List<SchemaChange> changes() {
        return List.of(SchemaChange.createTable(dev.showwise.migrate.schema.Table.table("costume")
            .column(column("id", integer()).identity())
            .column(column("size", integer()))));
      }

      @Override
      public DataLoss lossOnRevert(DatabaseView database) {
        return DataLoss.NONE;
      }
    }
  }
}
