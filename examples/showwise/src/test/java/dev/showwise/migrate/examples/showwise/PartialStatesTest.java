package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a table is there but differs, only a person can tell what is right. */
class PartialStatesTest {
  @TempDir
  Path folder;

  static Stream<Arguments> partialStates() {
    return Stream.of(
        partial(
            "two_factor_auth without two columns",
            Piece.TWO_FACTOR,
            sql -> sql.replace("backup_codes TEXT,", "")
                .replace("created_at DATETIME DEFAULT CURRENT_TIMESTAMP,", ""),
            "showwise:2fa",
            "two_factor_auth.backup_codes",
            "two_factor_auth.created_at"),
        partial(
            "two_factor_auth without its unique key",
            Piece.TWO_FACTOR,
            sql -> sql.replace("UNIQUE (user_id),", ""),
            "showwise:2fa",
            "two_factor_auth",
            "user_id",
            "unique"),
        partial(
            "two_factor_auth without its reference",
            Piece.TWO_FACTOR,
            sql -> sql.replace(",\n  FOREIGN KEY(user_id) REFERENCES user (id)", ""),
            "showwise:2fa",
            "two_factor_auth",
            "user"),
        partial(
            "two_factor_auth with room for 16 characters",
            Piece.TWO_FACTOR,
            sql -> sql.replace("VARCHAR(32)", "VARCHAR(16)"),
            "showwise:2fa",
            "two_factor_auth.secret",
            "16",
            "32"),
        partial(
            "todo_item without a column",
            Piece.TODO_ITEM,
            sql -> sql.replace("priority VARCHAR(20),", ""),
            "showwise:mi",
            "todo_item.priority"),
        partial(
            "cast_note that may be empty",
            Piece.CAST_NOTE,
            sql -> sql.replace("content TEXT NOT NULL", "content TEXT"),
            "showwise:mi2",
            "cast_note.content"),
        partial(
            "cast_description as a number",
            Piece.CAST_DESCRIPTION,
            sql -> sql.replace("TEXT", "INTEGER"),
            "showwise:mi2",
            "event.cast_description"),
        partial(
            "user_role with another default",
            Piece.USER_ROLE,
            sql -> sql.replace("'crew'", "'guest'"),
            "showwise:usertags",
            "user.user_role",
            "guest"),
        partial(
            "stage_plan_object without three columns",
            Piece.OBJECT,
            sql -> sql.replace("default_width INTEGER,", "")
                .replace("default_height INTEGER,", "")
                .replace("category VARCHAR(100),", ""),
            "showwise:stageplan",
            "stage_plan_object.category",
            "stage_plan_object.default_width",
            "stage_plan_object.default_height"),
        partial(
            "o_auth_connection unique over one column only",
            Piece.OAUTH,
            sql -> sql.replace("UNIQUE (provider, provider_user_id)", "UNIQUE (provider_user_id)"),
            "showwise:mi3",
            "o_auth_connection",
            "provider, provider_user_id"));
  }

  private static Arguments partial(
      String name, Piece piece, UnaryOperator<String> spoil, String migration, String... named) {
    return Arguments.of(name, piece, spoil, migration, List.of(named));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("partialStates")
  void each_difference_is_named_and_nothing_is_changed(
      String name, Piece piece, UnaryOperator<String> spoil, String migration, List<String> named)
      throws IOException {
    Installation installation =
        Installation.in(folder.resolve("production_crew.db")).base();
    String spoilt = spoil.apply(piece.made());
    assertThat(spoilt).as(name).isNotEqualTo(piece.made());
    installation.sql(spoilt);
    String before = installation.sha256();

    MigrationException.Refused refused = catchThrowableOfType(
        MigrationException.Refused.class, () -> installation.engine().migrate());

    assertThat(refused).hasMessageContaining(migration);
    named.forEach(part -> assertThat(refused).hasMessageContaining(part));
    assertThat(refused.report().orElseThrow().completed()).isEmpty();
    assertThat(refused.report().orElseThrow().outcome()).isEqualTo(MigrationReport.Outcome.REFUSED);
    assertThat(refused.report().orElseThrow().problems())
        .extracting(Problem::code)
        .contains("partially-present");
    assertThat(installation.sha256()).isEqualTo(before);
    assertThat(filesBeside()).containsExactly("production_crew.db");
  }

  @Test
  void all_that_is_wrong_is_named_at_once() {
    Installation installation =
        Installation.in(folder.resolve("production_crew.db")).base();
    installation.sql(
        Piece.TODO_ITEM.made().replace("priority VARCHAR(20),", ""),
        Piece.TWO_FACTOR.made().replace("backup_codes TEXT,", ""));

    MigrationException.Refused refused = catchThrowableOfType(
        MigrationException.Refused.class, () -> installation.engine().migrate());

    assertThat(refused)
        .hasMessageContaining("todo_item.priority")
        .hasMessageContaining("two_factor_auth.backup_codes");
  }

  @Test
  void a_view_in_the_place_of_a_table_is_no_table() {
    Installation installation = Installation.in(folder.resolve("production_crew.db"))
        .base()
        .sql("CREATE VIEW todo_item AS SELECT * FROM user");
    String before = installation.sha256();

    MigrationException.Refused refused = catchThrowableOfType(
        MigrationException.Refused.class, () -> installation.engine().migrate());

    assertThat(refused).hasMessageContaining("todo_item").hasMessageContaining("view");
    assertThat(installation.sha256()).isEqualTo(before);
  }

  private List<String> filesBeside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
