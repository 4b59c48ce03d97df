package dev.showwise.migrate;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.text;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaDifference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final SchemaChange FIRST = addColumn("prop", column("first", text()));
  private static final SchemaChange SECOND = addColumn("prop", column("second", text()));
  private static final ChangeState DONE = new ChangeState.Done();

  private static ChangeState missing(String column) {
    return new ChangeState.NotDone(new SchemaDifference(
        SchemaDifference.Kind.COLUMN_MISSING, "prop", "column prop." + column + " is missing"));
  }

  private static ChangeState different(String column) {
    return new ChangeState.Different(List.of(new SchemaDifference(
        SchemaDifference.Kind.TYPE, "prop", "column prop." + column + ": type differs")));
  }

  private static Presence judge(ChangeState first, ChangeState second) throws SQLException {
    Schema schema = mock(Schema.class);
    when(schema.compareAll(List.of(FIRST, SECOND))).thenReturn(List.of(first, second));
    return Presence.of(List.of(FIRST, SECOND), schema);
  }

  @Test
  void without_declared_changes_nothing_can_be_told() throws SQLException {
    assertThat(Presence.of(List.of(), mock(Schema.class))).isEqualTo(Presence.unknown());
  }

  @Test
  void it_is_present_when_every_change_is_done() throws SQLException {
    assertThat(judge(DONE, DONE)).isEqualTo(Presence.present());
  }

  @Test
  void it_is_absent_when_no_change_is_done() throws SQLException {
    assertThat(judge(missing("first"), missing("second"))).isEqualTo(Presence.absent());
  }

  @Test
  void it_is_incomplete_when_whole_pieces_are_missing_and_names_them() throws SQLException {
    assertThat(judge(DONE, missing("second")))
        .isEqualTo(new Presence.Incomplete(List.of("column prop.second is missing")));
    assertThat(judge(missing("first"), DONE))
        .isEqualTo(new Presence.Incomplete(List.of("column prop.first is missing")));
  }

  @Test
  void one_difference_makes_it_partial_whatever_the_rest_is() throws SQLException {
    Presence expected = new Presence.Partial(List.of("column prop.first: type differs"));

    assertThat(judge(different("first"), DONE)).isEqualTo(expected);
    assertThat(judge(different("first"), missing("second"))).isEqualTo(expected);
    assertThat(judge(different("first"), different("second")))
        .isEqualTo(new Presence.Partial(
            List.of("column prop.first: type differs", "column prop.second: type differs")));
  }

  @Test
  void a_schema_that_cannot_be_read_is_no_answer() throws SQLException {
    Schema schema = mock(Schema.class);
    when(schema.compareAll(List.of(FIRST))).thenThrow(new SQLException("disk I/O error"));

    assertThatThrownBy(() -> Presence.of(List.of(FIRST), schema)).hasMessage("disk I/O error");
  }

  @Test
  void each_presence_has_its_word() {
    assertThat(List.of(
            Presence.absent(),
            Presence.present(),
            new Presence.Incomplete(List.of()),
            new Presence.Partial(List.of()),
            Presence.unknown()))
        .extracting(Presence::word)
        .containsExactly("absent", "present", "incomplete", "partial", "unknown");
    assertThat(Presence.class.getPermittedSubclasses()).hasSize(5);
  }

  @Test
  void a_list_that_was_handed_in_can_change_without_harm() {
    List<String> missing = new ArrayList<>(List.of("table prop is missing"));
    Presence.Incomplete presence = new Presence.Incomplete(missing);
    missing.clear();

    assertThat(presence.missing()).containsExactly("table prop is missing");
  }
}
