package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Scripts as a source of migrations. That a jar is found which registers one is tried with a module of `new`. */
class ScriptMigrationsTest {
  @TempDir
  Path folder;

  private EngineBuilder engine() {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + folder.resolve("a.db"));
    return MigrationEngine.builder(database);
  }

  private Path scripts() throws IOException {
    Path scripts = Files.createDirectory(folder.resolve("scripts"));
    Files.writeString(scripts.resolve("1.0-seats.sql"), "CREATE TABLE seat (id INTEGER);");
    Files.writeString(scripts.resolve("1.0-seats.down.sql"), "DROP TABLE seat;");
    return scripts;
  }

  @Test
  void scripts_are_migrations_of_a_source_that_is_handed_over() throws IOException {
    ScriptMigrations source = new ScriptMigrations(Scripts.in(scripts()));

    assertThat(source.migrations()).extracting(Migration::name).containsExactly("seats");
    assertThat(source.description()).isEqualTo(folder.resolve("scripts").toString());
    assertThat(engine().source(source).build().migrate().completed())
        .extracting(done -> done.migration().qualifiedName())
        .containsExactly("scripts:seats");
  }

  @Test
  void a_folder_that_is_not_there_is_told_before_a_database_is_opened() {
    ScriptMigrations source = new ScriptMigrations(Scripts.in(folder.resolve("typo")));

    assertThatThrownBy(() -> engine().source(source).build())
        .isInstanceOf(MigrationException.InvalidCatalog.class)
        .hasMessageContaining(
            "There is no folder " + folder.resolve("typo") + " of scripts. Check the path.");
    assertThat(folder.resolve("a.db")).doesNotExist();
  }
}
