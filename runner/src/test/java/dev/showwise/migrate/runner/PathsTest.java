package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.runner.database.Databases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the names of modules, migrations and backups: files are made where they belong, and nowhere else. */
class PathsTest extends TheatreCase {
  private static final List<String> PARTS = List.of(
      "..",
      "../",
      "../../",
      "/",
      "//",
      "/tmp/",
      "\\",
      "..\\",
      "C:\\",
      "C:",
      "\\\\host\\share\\",
      "~",
      "~/",
      ".",
      "./",
      "%2e%2e%2f",
      "..%00/",
      "\u0000",
      "\n",
      "CON:",
      "nul ",
      "aux.",
      "$HOME/",
      "`id`",
      "file:",
      "\u2025/",
      "\uff0e\uff0e/",
      "a/../../");

  @BeforeAll
  static void compileOnce() throws IOException {
    Theatre.writeJar(compiled);
  }

  /** A hundred: each part before, behind and around a name, and some by themselves. */
  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String part : PARTS) {
      names.addAll(List.of(part + "escape", "escape" + part, part + "x" + part + "escape"));
    }
    names.addAll(PARTS.subList(0, 16));
    names.addAll(List.of("CON", "nul", "lpt1"));
    assertThat(names).hasSizeGreaterThanOrEqualTo(100);
    return names;
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> files = Stream.concat(Files.walk(home), Files.walk(folder))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void a_module_of_an_odd_name_is_not_made() throws IOException {
    Files.createDirectories(home.resolve("repository"));
    List<String> before = everything();
    for (String name : names()) {
      Shell.Result result = run("new", "--dir", folder.toString(), "--", name);

      assertThat(result.exit()).as(name).isEqualTo(2);
      assertThat(result.err()).as(name).isNotBlank();
      assertThat(everything()).as(name).isEqualTo(before);
    }
  }

  @Test
  void a_backup_takes_the_name_of_a_migration_into_its_own_and_stays_in_its_folder()
      throws Exception {
    Shell.Result first = run();
    assertThat(first.exit()).as(first.err()).isZero();
    Path backups = folder.resolve("backups");
    for (String name : names()) {
      if (name.indexOf('\0') >= 0) {
        // no text of a database
        continue;
      }
      List<String> before = outside(backups);
      Databases.execute(
          file, "UPDATE migration_history SET module = '" + name.replace("'", "''") + "'");
      Shell.Result result = run("backup");

      assertThat(result.exit()).as(name + result.err()).isZero();
      assertThat(outside(backups)).as(name).isEqualTo(before);
    }
    try (Stream<Path> made = Files.list(backups)) {
      assertThat(made.map(path -> path.getFileName().toString()))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("production_crew."));
    }
  }

  private List<String> outside(Path backups) throws IOException {
    return everything().stream()
        .filter(path -> !path.startsWith(backups.toString()))
        .toList();
  }

  @Test
  void a_backup_replaces_nothing_that_is_there() throws Exception {
    Path kept = Files.writeString(folder.resolve("kept.txt"), "mine", StandardCharsets.UTF_8);
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), kept);
    Path dangling =
        Files.createSymbolicLink(folder.resolve("dangling.db"), folder.resolve("nowhere.db"));
    Path full = Files.createDirectory(folder.resolve("full"));
    for (Path taken : List.of(kept, link, dangling, full, file)) {
      Shell.Result result = run("backup", "--to", taken.toString());

      assertThat(result.exit()).as("%s", taken).isNotZero();
      assertThat(result.err()).as("%s", taken).contains(taken.toString());
    }
    assertThat(kept).hasContent("mine");
    assertThat(folder.resolve("nowhere.db")).doesNotExist();
    assertThat(Databases.number(file, "SELECT COUNT(*) FROM person")).isZero();
    for (String impossible : List.of("a\0b.db", "no/such/\0/x.db")) {
      assertThat(run("backup", "--to", impossible).exit()).isEqualTo(2);
    }
  }

  @Test
  void a_name_that_no_migration_has_is_never_a_path() throws IOException {
    List<String> before = everything();
    for (String verb : List.of("migrate", "rollback", "repair")) {
      for (String name : names()) {
        Shell.Result result = run(verb, "--yes", "--", name);

        assertThat(result.exit()).as(verb + " " + name + result.err()).isEqualTo(2);
      }
    }
    assertThat(everything().stream().filter(path -> !path.contains("support")).toList())
        .isEqualTo(before);
  }
}
