package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationState;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of SQL scripts as migrations. */
interface ScriptsContract extends EngineCase {

  /** An engine with the scripts of a folder and nothing else. */
  default EngineBuilder scripts(Path folder) {
    return builder(database().dataSource()).scripts(folder);
  }

  /** Writes a file of a folder. */
  static void write(Path folder, String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  /** One of the sample folders, which all do the same. */
  static Path sample(String name) {
    try {
      return Path.of(ScriptsContract.class.getResource("scripts/" + name).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "showwise",
        "flyway",
        "golang-migrate",
        "ory",
        "authelia",
        "products",
        "diesel",
        "sqlx",
        "goose",
        "dbmate",
        "mybatis"
      })
  default void every_layout_is_found_by_its_shape_and_goes_up_and_down(String layout) {
    MigrationEngine engine = scripts(sample(layout)).build();

    MigrationReport up = engine.migrate(Target.all());

    assertThat(up.completed())
        .extracting(done -> done.event())
        .containsOnly(Event.APPLIED)
        .hasSize(layout.equals("sqlx") ? 3 : 2);
    assertThat(database().rows("SELECT id, label, row_no FROM seat ORDER BY id"))
        .containsExactly("1|A1; by the aisle|1", "2|A2 -- not a comment|1");
    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine.verify().isWell()).isTrue();

    if (layout.equals("sqlx")) {
      assertThat(refusal(() -> engine.rollback(RollbackTarget.last(), plan -> true)))
          .hasMessageContaining("index_labels (20240103120000) cannot be rolled back");
      return;
    }
    MigrationReport down = engine.rollback(
        RollbackTarget.named(
            engine.list().migrations().get(0).migration().name(),
            engine.list().migrations().get(1).migration().name()),
        plan -> true);
    assertThat(down.completed()).extracting(done -> done.event()).containsOnly(Event.REVERTED);
    assertThat(database().tables()).doesNotContain("seat");
    assertThat(engine.list().migrations())
        .extracting(MigrationStatus::state)
        .allMatch(MigrationState.Reverted.class::isInstance);
  }
}
