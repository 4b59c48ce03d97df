package dev.showwise.migrate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.engine.ScriptMigrations;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Scripts with a fault, and what their authors are told. */
class PlantedInScriptsTest {
  @Test
  void one_whose_way_back_loses_rows() {
    Verdict.on(LosesRowsTest.class)
        .finds(
            "revertLosesNoOtherRow",
            "extras loses rows on revert",
            "3 of 3 rows of table crew are gone",
            "in the script of the way back, which sent:",
            "DELETE FROM crew WHERE place IS NULL OR place > 0")
        .andOnlyIn("revertLosesNoOtherRow");
  }

  static class LosesRowsTest extends ScriptsTest {
    LosesRowsTest() {
      super("loses-rows");
    }
  }

  @Test
  void one_that_cannot_go_on_where_changes_commit_by_themselves() {
    Verdict.on(OnceOnlyTest.class, "H2")
        .finds(
            "appliesAfterAnInterruption",
            "shoes cannot go on after an interruption on H2",
            "Let the script do only what is missing (CREATE TABLE IF NOT EXISTS",
            "and say so: -- migrate: safe-to-repeat")
        .finds(
            "appliedTwiceIsTheSame",
            "shoes is not idempotent: applied twice, it fails",
            "no check script says that it is there",
            "Add a check script (….check.sql)")
        .andOnlyIn("appliesAfterAnInterruption", "appliedTwiceIsTheSame");
  }

  @Test
  void and_nothing_of_that_where_a_transaction_holds_all_of_it_and_a_check_knows_it() {
    Verdict.on(OnceOnlyTest.class, "SQLite").andOnlyIn();
  }

  static class OnceOnlyTest extends ScriptsTest {
    OnceOnlyTest() {
      super("once-only");
    }
  }

  @Test
  void one_that_says_it_may_be_repeated_and_does_its_work_twice() {
    Verdict.on(SaysThatItRepeatsTest.class, "H2")
        .finds(
            "appliesAfterAnInterruption",
            "prompters is not idempotent: after an interruption, the next run leaves something else",
            "too much: a row of crew with name 'a prompter'")
        .finds(
            "appliedTwiceIsTheSame",
            "prompters is not idempotent: applied twice, it does its work");
  }

  static class SaysThatItRepeatsTest extends ScriptsTest {
    SaysThatItRepeatsTest() {
      super("says-that-it-repeats");
    }
  }

  @Test
  void one_whose_way_back_forgets_an_index() {
    Verdict.on(ForgetsAnIndexTest.class)
        .finds(
            "revertLeavesTheSchemaAsBefore",
            "shoes: revert forgets something that apply made",
            "left behind: index crew_by_name on crew (name)",
            "Let the script of the way back undo each change of the script, last first");
  }

  static class ForgetsAnIndexTest extends ScriptsTest {
    ForgetsAnIndexTest() {
      super("forgets-an-index");
    }
  }

  @Test
  void one_whose_check_overlooks_an_index() {
    Verdict.on(OverlooksAnIndexTest.class)
        .finds(
            "presenceNoticesEachMissingPiece",
            "shoes: presence lies when a piece is missing",
            "index shoe_by_size is missing, and the check script says PRESENT",
            "Let the check script look for everything that the script makes")
        .andOnlyIn("presenceNoticesEachMissingPiece");
  }

  static class OverlooksAnIndexTest extends ScriptsTest {
    OverlooksAnIndexTest() {
      super("overlooks-an-index");
    }
  }

  @Test
  void one_whose_check_always_says_yes() {
    Verdict.on(AlwaysThereTest.class)
        .finds(
            "presenceIsTrue",
            "shoes: presence lies before it is applied",
            "the check script says PRESENT before it is applied; it should be ABSENT");
  }

  static class AlwaysThereTest extends ScriptsTest {
    AlwaysThereTest() {
      super("always-there");
    }
  }

  @Test
  void one_that_leaves_a_transaction_open() {
    Verdict.on(OpenTransactionTest.class)
        .finds(
            "leavesNothingOpen",
            "shoes leaves a transaction open",
            "1.0-shoes.sql:1:1: The transaction that begins here never ends",
            "Write COMMIT at its end");
  }

  static class OpenTransactionTest extends ScriptsTest {
    OpenTransactionTest() {
      super("open-transaction");
    }
  }

  @Test
  void one_that_depends_on_the_order_of_rows() {
    Verdict.on(RowOrderTest.class)
        .finds(
            "doesNotDependOnTheOrderOfRows",
            "first depends on the order of rows",
            "add ORDER BY with a unique column")
        .andOnlyIn("doesNotDependOnTheOrderOfRows");
  }

  static class RowOrderTest extends ScriptsTest {
    RowOrderTest() {
      super("row-order");
    }

    @Override
    protected Set<String> meantToChange() {
      return Set.of("crew.place");
    }
  }

  @Test
  void one_that_is_not_there_on_a_product_is_left_out_on_that_product() {
    Verdict verdict = Verdict.on(OneProductTest.class, "H2");

    verdict.andOnlyIn();
    assertThat(verdict.leftOut())
        .contains(entry("appliesToAnEmptyDatabase", "Left out: there is no heels for h2."));
  }

  static class OneProductTest extends ScriptsTest {
    OneProductTest() {
      super("one-product");
    }
  }

  @Test
  void a_test_of_scripts_may_stand_within_another_class() {
    Verdict verdict = Verdict.on(Outer.class);

    assertThat(verdict.failures()).isEmpty();
    assertThat(verdict.leftOut()).containsKey("revertLosesNoOtherRow");
  }

  static class Outer {
    @Nested
    class InnerTest extends ScriptsTest {
      InnerTest() {
        super("one-product");
      }
    }
  }

  @Test
  void one_whose_source_nobody_registered() {
    Verdict.on(ForgottenTest.class)
        .finds(
            "isRegistered",
            "Forgotten is not registered",
            "No META-INF/services/dev.showwise.migrate.MigrationSource",
            "Annotate it with @ServiceProvider(MigrationSource.class)")
        .andOnlyIn("isRegistered");
  }

  static class ForgottenTest extends ScriptsTest {
    ForgottenTest() {
      super("one-product");
    }

    @Override
    protected MigrationSource source() {
      return new Forgotten();
    }

    /** As one that is to be found. */
    public static final class Forgotten extends ScriptMigrations {
      /** For the service loader. */
      public Forgotten() {
        super(Scripts.in(Path.of("src/test/resources/scripts/one-product")));
      }
    }
  }
}
