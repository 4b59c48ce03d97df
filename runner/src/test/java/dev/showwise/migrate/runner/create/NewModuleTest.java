package dev.showwise.migrate.runner.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts; whether they build is tried with Maven in an integration test. */
class NewModuleTest {
  @TempDir
  Path folder;

  private Path home;
  private Path parent;

  @BeforeEach
  void makeFolders() throws IOException {
    home = folder.resolve("the home & castle");
    Files.createDirectories(home.resolve("repository"));
    parent = Files.createDirectory(folder.resolve("modules"));
  }

  @Test
  void a_module_has_all_that_a_build_needs() throws IOException {
    Path module = NewModule.create(Kind.TABLE, "shoe-sizes", parent, home);

    assertThat(module).isEqualTo(parent.resolve("shoe-sizes"));
    assertThat(filesIn(module))
        .containsExactly(
            ".gitignore",
            ".mvn/maven.config",
            "README.md",
            "pom.xml",
            "src/main/java/migrations/shoesizes/ShoeSizes.java",
            "src/main/java/module-info.java",
            "src/test/java/migrations/shoesizes/ShoeSizesTest.java");
    assertThat(module.resolve("src/main/java/migrations/shoesizes/ShoeSizes.java"))
        .content()
        .contains("super(\"shoe-sizes\", \"1.0\", \"shoe-sizes\"", "shoe_sizes_example");
    assertThat(module.resolve("pom.xml"))
        .content()
        .contains("the%20home%20&amp;%20castle/repository<", "<artifactId>shoe-sizes</artifactId>")
        .doesNotContain("@plugin", "${plugin", ">${project.version}<", "repository/<");
    assertThat(filesIn(parent)).as("nothing else").allMatch(f -> f.startsWith("shoe-sizes/"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_module_of_each_kind_has_a_migration_and_a_test_of_the_test_kit(Kind kind)
      throws IOException {
    Path module = NewModule.create(kind, "shoe-sizes", parent, home);

    assertThat(filesIn(module))
        .contains(
            "src/main/java/migrations/shoesizes/ShoeSizes.java",
            "src/test/java/migrations/shoesizes/ShoeSizesTest.java");
    for (String file : filesIn(module)) {
      assertThat(module.resolve(file)).content().doesNotContainPattern("@[a-z0-9.-]+@");
    }
    assertThat(module.resolve("src/test/java/migrations/shoesizes/ShoeSizesTest.java"))
        .content()
        .contains("import dev.showwise.migrate.testkit.Migration");
  }

  @Test
  void a_module_of_scripts_has_them_in_a_folder_of_its_own_and_an_index_in_its_jar()
      throws IOException {
    Path module = NewModule.create(Kind.SQL, "shoe-sizes", parent, home);

    assertThat(filesIn(module))
        .contains(
            "src/main/resources/META-INF/migrations/shoe-sizes/1.0-shoe-sizes.sql",
            "src/main/resources/META-INF/migrations/shoe-sizes/1.0-shoe-sizes.down.sql");
    assertThat(module.resolve("pom.xml"))
        .content()
        .contains("dev.showwise.migrate.engine.IndexScripts", "META-INF/migrations/shoe-sizes\"/>");
    assertThat(module.resolve("src/main/java/module-info.java"))
        .content()
        .contains("provides dev.showwise.migrate.MigrationSource with");
    assertThat(NewModule.create(Kind.DATA, "other", parent, home).resolve("pom.xml"))
        .content()
        .doesNotContain("IndexScripts");
  }

  @ParameterizedTest
  @CsvSource({
    "shoe-sizes, migrations.shoesizes, ShoeSizes",
    "ShoeSizes, migrations.shoesizes, ShoeSizes",
    "2fa, migrations._2fa, Migrate2fa",
    "new, migrations.new_, New",
    "a-1, migrations.a1, A1",
    "list, migrations.list, ListMigration",
    "string, migrations.string, StringMigration",
    "override, migrations.override, OverrideMigration",
    "schema-migration, migrations.schemamigration, SchemaMigrationMigration",
    "test-database, migrations.testdatabase, TestDatabaseMigration",
    "schema, migrations.schema, Schema",
  })
  void names_are_made_fit_for_java(String name, String packageName, String className)
      throws IOException {
    Path module = NewModule.create(Kind.TABLE, name, parent, home);
    assertThat(module.resolve("src/main/java/module-info.java"))
        .content()
        .contains("module " + packageName + " {", packageName + "." + className + ";");
    assertThat(filesIn(module))
        .contains("src/main/java/" + packageName.replace('.', '/') + "/" + className + ".java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "-a",
        "a-",
        "a--b",
        "a b",
        "a_b",
        "a.b",
        "ü",
        "CON",
        "lpt1",
        "x\n",
        "a123456789a123456789a123456789a123456789a123456789a"
      })
  void other_names_are_refused_and_nothing_is_made(String name) throws IOException {
    assertThatThrownBy(() -> NewModule.create(Kind.TABLE, name, parent, home))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("Use letters and digits, with single dashes");
    assertThat(filesIn(folder)).isEmpty();
  }

  @Test
  void what_is_there_already_is_left_as_it_is() throws IOException {
    Path empty = Files.createDirectory(parent.resolve("empty"));
    Path file = Files.writeString(parent.resolve("file"), "mine");
    for (String name : List.of("empty", "file")) {
      assertThatThrownBy(() -> NewModule.create(Kind.TABLE, name, parent, home))
          .isInstanceOf(Fault.class)
          .hasMessageContaining(parent.resolve(name) + " is there already");
    }
    assertThat(empty).isEmptyDirectory();
    assertThat(file).hasContent("mine");
  }

  @Test
  void a_missing_parent_folder_is_named() {
    assertThatThrownBy(() -> NewModule.create(Kind.TABLE, "x", folder.resolve("typo"), home))
        .hasMessageContaining("typo is not a folder");
  }

  @Test
  void a_program_without_its_repository_says_so() {
    assertThatThrownBy(() -> NewModule.create(Kind.TABLE, "x", parent, folder))
        .hasMessageContaining(folder.resolve("repository") + " is not there")
        .hasMessageContaining("whole distribution");
  }

  @Test
  void a_folder_that_cannot_be_written_is_named_and_nothing_is_left() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
    assertThat(parent.toFile().setWritable(false)).isTrue();
    assertThatThrownBy(() -> NewModule.create(Kind.TABLE, "x", parent, home))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("could not be written to " + parent.resolve("x"));
    assertThat(parent).isEmptyDirectory();
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
