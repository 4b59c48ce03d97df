package dev.showwise.migrate.testkit;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.Index.index;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static dev.showwise.migrate.schema.SchemaChange.createIndex;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.SchemaChange.dropColumn;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.DatabaseView;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.Presence;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.SchemaChange;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Migrations that do wrong to the schema, or lie about it, and what their authors are told. */
class PlantedInTheSchemaTest {
  private static final Column SHOE_SIZE = column("shoe_size", integer());
  private static final SchemaChange INDEX = createIndex(index("crew_by_name", "crew", "name"));

  @Test
  void one_that_forgets_an_index_on_revert() {
    Verdict.on(ForgetsAnIndexTest.class)
        .finds(
            "revertLeavesTheSchemaAsBefore",
            "ForgetsAnIndex: revert forgets something that apply made",
            "left behind: index crew_by_name on crew (name)",
            "ALTER TABLE",
            "undo each change of apply(), last first")
        .andOnlyIn("revertLeavesTheSchemaAsBefore");
  }

  static class ForgetsAnIndexTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new ForgetsAnIndex();
    }

    static final class ForgetsAnIndex extends ByHand implements ReversibleMigration {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.ensure(addColumn("crew", SHOE_SIZE));
        context.ensure(INDEX);
      }

      @Override
      public void revert(MigrationContext context) throws SQLException {
        context.ensure(dropColumn("crew", SHOE_SIZE));
      }
    }
  }

  @Test
  void one_that_takes_more_with_it_than_it_brought() {
    Verdict.on(TakesMoreTest.class)
        .finds(
            "revertLeavesTheSchemaAsBefore",
            "TakesMore: revert does not leave the schema as it was before",
            "not as it was: column crew.place: integer")
        .finds("revertLosesNoOtherRow", "column crew.place is gone, with the values of 2 rows");
  }

  static class TakesMoreTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new TakesMore();
    }

    static final class TakesMore extends ByHand implements ReversibleMigration {
      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.ensure(addColumn("crew", SHOE_SIZE));
      }

      @Override
      public void revert(MigrationContext context) throws SQLException {
        context.ensure(dropColumn("crew", SHOE_SIZE));
        context.ensure(dropColumn("crew", column("place", integer())));
      }
    }
  }

  @Test
  void one_whose_presence_says_present_when_nothing_is_there() {
    Verdict.on(AlwaysPresentTest.class)
        .finds("presenceIsTrue", "presence lies before it is applied", "it should be ABSENT")
        .finds("appliesToAnEmptyDatabase", "presence lies, and so it is never applied");
  }

  @Test
  void one_whose_presence_says_absent_when_all_is_there() {
    Verdict.on(AlwaysAbsentTest.class)
        .finds(
            "presenceIsTrue",
            "Says: presence lies after it was applied",
            "presence() says ABSENT after it was applied; it should be PRESENT");
  }

  private abstract static class SaysTest extends CrewTest {
    private final Presence answer;

    SaysTest(Presence answer) {
      this.answer = answer;
    }

    @Override
    protected Migration migration() {
      return new Says(answer);
    }
  }

  static class AlwaysPresentTest extends SaysTest {
    AlwaysPresentTest() {
      super(Presence.present());
    }
  }

  static class AlwaysAbsentTest extends SaysTest {
    AlwaysAbsentTest() {
      super(Presence.absent());
    }
  }

  static final class Says extends SchemaMigration {
    private final Presence answer;

    Says(Presence answer) {
      super("crew", "1", "says", "a shoe size");
      this.answer = answer;
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(addColumn("crew", SHOE_SIZE));
    }

    @Override
    public Presence presence(DatabaseView database) {
      return answer;
    }
  }

  @Test
  void one_whose_presence_looks_at_the_table_only() {
    Verdict.on(LooksAtTheTableOnlyTest.class)
        .finds(
            "presenceNoticesEachMissingPiece",
            "presence lies when a piece is missing",
            "column costume.title is missing, and presence() says PRESENT",
            "index costume_title is missing, and presence() says PRESENT",
            "would be adopted as it is, and never get it")
        .andOnlyIn("presenceNoticesEachMissingPiece");
  }

  static class LooksAtTheTableOnlyTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new LooksAtTheTableOnly();
    }

    static final class LooksAtTheTableOnly extends Costumes {
      @Override
      public Presence presence(DatabaseView database) throws SQLException {
        return database.schema().hasTable("costume") ? Presence.present() : Presence.absent();
      }
    }
  }

  private abstract static class Costumes extends SchemaMigration {
    Costumes() {
      super("crew", "1", "costumes", "costumes");
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(
          createTable(table("costume")
              .column(column("id", integer()).identity())
              .column(column("title", varchar(40)))),
          createIndex(index("costume_title", "costume", "title")));
    }
  }

  @Test
  void one_whose_presence_does_not_look_for_its_rows() {
    Verdict.on(ForgetsItsRowsTest.class)
        .finds(
            "presenceNoticesEachMissingPiece",
            "rows of costume are missing, and presence() says PRESENT",
            "isFilled()")
        .andOnlyIn("presenceNoticesEachMissingPiece");
  }

  static class ForgetsItsRowsTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new ForgetsItsRows();
    }

    static final class ForgetsItsRows extends Costumes {
      @Override
      protected void fill(MigrationContext context) throws SQLException {
        if (context
            .query("SELECT 1 FROM costume WHERE title = 'Coat'", row -> 1)
            .isEmpty()) {
          context.update("INSERT INTO costume (title) VALUES ('Coat')");
        }
      }
    }
  }

  @Test
  void one_that_says_incomplete_and_does_not_complete() {
    Verdict.on(DoesNotCompleteTest.class)
        .finds(
            "presenceNoticesEachMissingPiece",
            "DoesNotComplete cannot complete a database that lacks a piece",
            "Without column costume.title presence() says INCOMPLETE [the index]",
            "PARTIAL, which stops a run");
  }

  static class DoesNotCompleteTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new DoesNotComplete();
    }

    static final class DoesNotComplete extends ByHand {
      @Override
      public Presence presence(DatabaseView database) throws SQLException {
        if (!database.schema().hasTable("costume")) {
          return Presence.absent();
        }
        return database.schema().indexes("costume").isEmpty()
            ? new Presence.Incomplete(List.of("the index"))
            : Presence.present();
      }

      @Override
      public void apply(MigrationContext context) throws SQLException {
        context.execute("CREATE TABLE costume (id INTEGER PRIMARY KEY, title VARCHAR(40))");
        context.execute("CREATE INDEX costume_title ON costume (title)");
      }
    }
  }

  @Test
  void one_that_needs_a_table_that_nobody_makes() {
    Verdict.on(NeedsATableTest.class)
        .finds(
            "appliesToAnEmptyDatabase",
            "NeedsATable needs table stage, which is not there",
            "@Override protected void tables(TestDatabase database)",
            "database.create(table(\"stage\")");
  }

  static class NeedsATableTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new NeedsATable();
    }

    static final class NeedsATable extends SchemaMigration {
      NeedsATable() {
        super("crew", "1", "needs", "a column of a stage");
      }

      @Override
      protected List<SchemaChange> changes() {
        return List.of(addColumn("stage", column("width", integer())));
      }
    }
  }
}
