package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.RehearsalReport;
import dev.showwise.migrate.RehearsalReport.Back;
import dev.showwise.migrate.RehearsalReport.Outcome;
import dev.showwise.migrate.RowComparison;
import dev.showwise.migrate.RowComparison.Fate;
import dev.showwise.migrate.SqlPreview;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.schema.ObjectChange;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ShowWise's migrations would do to installations, without doing it. */
class RehearsalTest {
  @TempDir
  Path folder;

  static Stream<HistoricalStates.State> states() {
    return HistoricalStates.all();
  }

  @Test
  void of_the_original_database_a_rehearsal_shows_every_difference_and_leaves_every_byte() {
    Installation original =
        Installation.in(folder.resolve("production_crew.db")).base();
    String bytes = original.sha256();

    RehearsalReport report = original.engine().rehearse(Target.all());

    assertThat(report.problems()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.WELL);
    assertThat(report.schema())
        .extracting(ObjectChange::message)
        .contains(
            "table todo_item added",
            "table cast_member added",
            "table cast_note added",
            "table cast_schedule added",
            "table o_auth_connection added",
            "table stage_plan_design added",
            "table stage_plan_object added",
            "table stage_plan_template added",
            "table two_factor_auth added",
            "column event.cast_description added: TEXT affinity (text)",
            "column user.is_cast added: NUMERIC affinity (boolean) default 0",
            "column user.user_role added: TEXT affinity (varchar(20)) default 'crew'")
        .allMatch(message -> message.contains(" added"));
    assertThat(report.rows()).allMatch(RowComparison::isUntouched);
    assertThat(report.rows())
        .filteredOn(rows -> rows.fate() == Fate.ADDED && rows.after() > 0)
        .extracting(rows -> rows.table() + " " + rows.after())
        .containsExactly("stage_plan_object 8");
    assertThat(report.migrations())
        .filteredOn(migration -> migration.back() instanceof Back.Reverted)
        .hasSize(Installation.MIGRATIONS.size() - 1);
    assertThat(report.wayBack().comparedWith()).isEqualTo("before");
    assertThat(original.sha256()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("states")
  void no_state_of_an_installation_loses_a_row_or_a_byte_by_it(HistoricalStates.State state) {
    Installation installation = Installation.in(folder.resolve("production_crew.db"));
    state.build().accept(installation);
    // a connection that may write finishes what a killed process left; the runner's may not
    installation.engine().list();
    String bytes = installation.sha256();

    RehearsalReport report = installation.engine().rehearse(Target.all());
    SqlPreview preview = installation.engine().previewSql(Target.all());

    assertThat(report.outcome()).as(report.problems().toString()).isEqualTo(Outcome.WELL);
    assertThat(report.rows()).noneMatch(RowComparison::isLoss);
    assertThat(preview.isWell()).isTrue();
    assertThat(preview.migrations()).hasSize(report.migrations().size());
    assertThat(installation.sha256()).isEqualTo(bytes);
  }
}
