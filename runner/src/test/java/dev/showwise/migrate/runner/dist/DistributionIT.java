package dev.showwise.migrate.runner.dist;

import static dev.showwise.migrate.runner.dist.Distribution.available;
import static dev.showwise.migrate.runner.dist.Distribution.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import dev.showwise.migrate.runner.dist.Started.Result;
import dev.showwise.migrate.runner.plugins.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built distribution, started as people start it. */
class DistributionIT {
  @TempDir
  Path folder;

  @Test
  void help_and_version_need_no_database() throws Exception {
    Result help = program(folder, "--help").run();
    assertThat(help.exit()).isZero();
    assertThat(help.out()).contains("Usage: showwise-migrate", "rollback", "--migrations");
    assertThat(help.err()).isEmpty();

    Result version = program(folder, "--version").run();
    assertThat(version.exit()).isZero();
    assertThat(version.out()).contains(System.getProperty("project.version"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_unknown_option_or_verb_is_wrong_usage() throws Exception {
    assertThat(program(folder, "--nonsense").run().exit()).isEqualTo(2);
    assertThat(program(folder, "nonsense").run().exit()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_folders_are_as_promised() throws IOException {
    Path home = Distribution.home();
    assertThat(names(home))
        // there since somebody started it
        .filteredOn(name -> !name.equals("cache"))
        .containsExactlyInAnyOrder(
            "LICENSE", "available", "bin", "lib", "migrations", "repository");
    assertThat(names(home.resolve("lib")))
        .allMatch(name -> name.endsWith(".jar"))
        .map(name -> name.replaceFirst("-[0-9].*", ""))
        .containsExactlyInAnyOrder(
            "commons-cli",
            "gson",
            "showwise-migrate-core",
            "showwise-migrate-runner",
            "showwise-migrate-server-backups",
            "slf4j-api",
            "slf4j-simple",
            "sqlite-jdbc");
    assertThat(names(home.resolve("available")))
        .map(name -> name.replaceFirst("-[0-9]+\\..*", ""))
        .containsExactlyInAnyOrder(
            "README.txt", "showwise-migrate-2fa", "showwise-migrate-showwise");
  }

  @Test
  void the_archives_hold_the_same_with_the_start_script_executable() throws Exception {
    String name = Distribution.home().getFileName().toString();
    Path archive = Distribution.home().resolveSibling(name + "-distribution.zip");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertThat(zip.stream().map(e -> e.getName()))
          .contains(
              name + "/bin/showwise-migrate",
              name + "/bin/showwise-migrate.bat",
              name + "/migrations/README.txt",
              name + "/LICENSE")
          .allMatch(e -> e.startsWith(name + "/"));
      String batch = new String(
          zip.getInputStream(zip.getEntry(name + "/bin/showwise-migrate.bat")).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
      assertThat(batch.lines()).hasSizeGreaterThan(10);
      assertThat(batch).contains("\r\n").doesNotContainPattern("[^\r]\n");
    }
    assumeFalse(Distribution.isWindows());
    Path tar = Distribution.home().resolveSibling(name + "-distribution.tar.gz");
    assertThat(Started.in(folder, "tar", "-xzf", tar).run().exit()).isZero();
    Result version = Started.in(folder, folder.resolve(name + "/bin/showwise-migrate"), "--version")
        .run();
    assertThat(version.exit()).as(version.all()).isZero();
  }

  @Test
  void a_driver_whose_native_library_cannot_be_loaded_is_told_in_words() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("no-folder"));
    Databases.execute(folder.resolve("crew.db"), "CREATE TABLE person (id INTEGER)");
    Result result = program(folder, "schema", "--url", "crew.db")
        .with("JAVA_OPTS", "-Dorg.sqlite.tmpdir=" + noFolder)
        .run();
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err())
        .contains("could not be opened", "native library", "JAVA_OPTS=-Dorg.sqlite.tmpdir=FOLDER")
        .doesNotContain("\tat ", "--password-file");
  }

  @Test
  void an_empty_migrations_folder_is_said_to_be_empty_and_nothing_is_created() throws Exception {
    Path home = Distribution.copyTo(folder.resolve("home"));
    Path work = Files.createDirectory(folder.resolve("work"));
    Result result = Started.in(
            work, Distribution.script(home), "--create", "--url", "crew.db", "migrate")
        .run();
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains(home.resolve("migrations").toString());
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void a_jar_that_is_dropped_in_runs_once_and_is_rolled_back_when_a_person_says_yes()
      throws Exception {
    Path home = Distribution.copyTo(folder.resolve("home"));
    Files.copy(available("showwise"), home.resolve("migrations/showwise.jar"));
    Files.copy(available("2fa"), home.resolve("migrations/2fa.jar"));
    Path script = Distribution.script(home);

    Result first = Started.in(folder, script, "--create", "--url", "crew.db").run();
    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.out()).contains("Table two_factor_auth created");

    Result second = Started.in(folder, script, "--url", "crew.db", "--json").run();
    assertThat(second.exit()).isZero();
    assertThat(json(second).get("outcome").getAsString()).isEqualTo("nothing-to-do");

    Result no = Started.in(folder, script, "--url", "crew.db", "rollback", "2fa")
        .typing("no\n")
        .run();
    assertThat(no.exit()).isEqualTo(5);
    assertThat(state(list(script), "2fa")).isEqualTo("applied");

    Result end =
        Started.in(folder, script, "--url", "crew.db", "rollback", "2fa").run();
    assertThat(end.exit()).as("end of input").isEqualTo(5);

    Result yes = Started.in(folder, script, "--url", "crew.db", "rollback", "2fa")
        .typing("yes\n")
        .run();
    assertThat(yes.exit()).as(yes.all()).isZero();
    assertThat(state(list(script), "2fa")).isEqualTo("reverted");
    assertThat(state(list(script), "base")).isEqualTo("applied");
  }

  @Test
  void further_folders_of_jars_are_added_and_paths_are_relative_to_where_the_person_is()
      throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders")
        .write(folder.resolve("jars/with space/shop.jar"));
    TestJar.migration("club.Members", "club", "members").write(folder.resolve("more/club.jar"));
    Result result = program(
            folder,
            "--migrations",
            "jars/with space",
            "--migrations",
            "more",
            "--create",
            "--url",
            "new.db",
            "--json")
        .run();
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(json(result).getAsJsonArray("applied")).hasSize(2);
    assertThat(folder.resolve("new.db")).exists();
  }

  @Test
  void it_starts_through_links_from_folders_with_spaces_and_with_further_java_options()
      throws Exception {
    assumeFalse(Distribution.isWindows());
    Path home = Distribution.copyTo(folder.resolve("the $HOME of it"));
    Path one = Files.createSymbolicLink(
        Files.createDirectory(folder.resolve("a b")).resolve("one"),
        Path.of("../the $HOME of it/bin/showwise-migrate"));
    Path two = Files.createSymbolicLink(folder.resolve("two"), one);
    Result result = Started.in(folder, two, "--version")
        .with("JAVA_OPTS", "-Xmx64m -Dx=y")
        .with("CDPATH", folder.toString())
        .run();
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(result.err()).isEmpty();

    Result empty = Started.in(folder, two, "--url", "x.db", "--create").run();
    assertThat(empty.err()).contains(home.resolve("migrations").toString());
  }

  @Test
  void without_a_fit_java_it_says_which_one_is_needed() throws Exception {
    assumeFalse(Distribution.isWindows());
    Result gone = program(folder, "--version").with("JAVA_HOME", "/no/where").run();
    assertThat(gone.exit()).isEqualTo(2);
    assertThat(gone.err()).contains("JAVA_HOME is /no/where", "Java 17 or newer");

    Result old = program(folder, "--version")
        .with("JAVA_HOME", java("1.8.0_402").toString())
        .run();
    assertThat(old.exit()).isEqualTo(2);
    assertThat(old.err()).contains("is Java 8, and 17 or newer is needed");

    Result early =
        program(folder, "--version").with("JAVA_HOME", java("26-ea").toString()).run();
    assertThat(early.out()).contains("this java was started with", "-cp");
  }

  @Test
  void reading_and_writing_print_nothing_beside_the_report() throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders").write(folder.resolve("jars/shop.jar"));
    Result migrated = program(folder, "--migrations", "jars", "--create", "--url", "a.db", "--json")
        .run();
    assertThat(migrated.exit()).isZero();
    assertThat(migrated.err()).isEmpty();
    assertThat(json(migrated).get("exit").getAsInt()).isZero();
  }

  @Test
  void a_signal_ends_it_at_a_safe_point_with_nothing_half_done() throws Exception {
    assumeFalse(Distribution.isWindows());
    String slow = """
        @Override protected void fill(dev.showwise.migrate.MigrationContext context) throws java.sql.SQLException {
          try {
            java.nio.file.Files.createFile(java.nio.file.Path.of("started"));
            while (!java.nio.file.Files.exists(java.nio.file.Path.of("go on"))) {
              Thread.onSpinWait();
            }
          } catch (java.io.IOException e) {
            throw new java.sql.SQLException(e);
          }
        }
        """;
    new TestJar()
        .source("shop.Orders", TestJar.migrationSource("shop.Orders", "shop", "orders", slow))
        .service("dev.showwise.migrate.Migration", "shop.Orders")
        .write(folder.resolve("jars/shop.jar"));
    Process process = program(folder, "--migrations", "jars", "--create", "--url", "a.db")
        .start(folder.resolve("out.txt"));
    while (!Files.exists(folder.resolve("started")) && process.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(process.isAlive())
        .as(Files.readString(folder.resolve("out.txt")))
        .isTrue();
    process.destroy();
    Files.createFile(folder.resolve("go on"));
    assertThat(process.waitFor()).isEqualTo(143);

    Result list = program(folder, "--migrations", "jars", "--url", "a.db", "list", "--json")
        .run();
    assertThat(state(json(list), "orders")).isIn("applied", "pending");
    assertThat(program(folder, "--migrations", "jars", "--url", "a.db").run().exit())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void a_signal_in_the_middle_of_a_long_statement_cancels_it(String signal, int exit)
      throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    TestJar.migration("shop.Customers", "customers", "customers")
        .write(folder.resolve("jars/customers.jar"));
    LongStatement.writeJar(
        folder.resolve("jars"),
        "INSERT INTO orders (id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
            + " 100000000000) SELECT max(i) FROM n");
    // a build in the background may have been told to ignore Ctrl-C, which those that it starts
    // inherit
    Process process = Started.in(
            folder,
            "env",
            "--default-signal=INT",
            Distribution.script(Distribution.copyTo(folder.resolve("program"))),
            "--migrations",
            "jars",
            "--create",
            "--url",
            "a.db")
        .start(folder.resolve("out.txt"));
    LongStatement.awaitIn(folder, process);

    Started.in(folder, "kill", "-" + signal, process.pid()).run();

    assertThat(process.waitFor()).isEqualTo(exit);
    assertThat(Files.readString(folder.resolve("out.txt")))
        .contains("customers applied", "Stopped by a signal", "what was under way is undone");
    JsonObject list =
        json(program(folder, "--migrations", "jars", "--url", "a.db", "list", "--json")
            .run());
    assertThat(state(list, "customers")).isEqualTo("applied");
    assertThat(state(list, "orders")).isEqualTo("pending");
    LongStatement.makeShort(folder);
    assertThat(program(folder, "--migrations", "jars", "--url", "a.db").run().exit())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "rehearse"})
  void a_signal_while_a_private_copy_is_at_work_leaves_no_copy_behind(String verb)
      throws Exception {
    assumeFalse(Distribution.isWindows());
    String slow = """
        @Override public dev.showwise.migrate.Presence presence(dev.showwise.migrate.DatabaseView database) {
          try {
            java.nio.file.Files.createFile(java.nio.file.Path.of("started"));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          while (true) {
            Thread.onSpinWait();
          }
        }
        """;
    new TestJar()
        .source("shop.Orders", TestJar.migrationSource("shop.Orders", "shop", "orders", slow))
        .service("dev.showwise.migrate.Migration", "shop.Orders")
        .write(folder.resolve("jars/shop.jar"));
    Path original = folder.resolve("original.db");
    try (Connection connection = Databases.connect(original);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = wal");
      statement.execute("CREATE TABLE t (a)");
      Files.copy(original, folder.resolve("a.db"));
      Files.copy(folder.resolve("original.db-wal"), folder.resolve("a.db-wal"));
    }
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process process = program(folder, verb, "--migrations", "jars", "--url", "a.db")
        .with("JAVA_OPTS", "-Djava.io.tmpdir=" + temporary)
        .start(folder.resolve("out.txt"));
    while (!Files.exists(folder.resolve("started")) && process.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(names(temporary))
        .as(Files.readString(folder.resolve("out.txt")))
        .anyMatch(name -> name.startsWith("showwise-migrate-"))
        .matches(names -> verb.equals("list")
            || names.stream().anyMatch(name -> name.startsWith("showwise-rehearsal-")));

    process.destroy();

    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(names(temporary)).noneMatch(name -> name.startsWith("showwise-"));
  }

  private JsonObject list(Path script) throws Exception {
    return json(Started.in(folder, script, "--url", "crew.db", "list", "--json").run());
  }

  @Test
  void a_migration_that_ends_the_program_is_no_success() throws Exception {
    String exit =
        "@Override protected void fill(dev.showwise.migrate.MigrationContext c) { System.exit(0); }";
    new TestJar()
        .source("bad.Exits", TestJar.migrationSource("bad.Exits", "bad", "exits", exit))
        .service(dev.showwise.migrate.Migration.class.getName(), "bad.Exits")
        .write(folder.resolve("jars/exits.jar"));

    Result result =
        program(folder, "--migrations", "jars", "--create", "--url", "new.db").run();

    assertThat(result.exit()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains("ended the program with System.exit").contains("not applied");
    Result list = program(folder, "list", "--migrations", "jars", "--url", "new.db", "--json")
        .run();
    assertThat(state(json(list), "exits")).isEqualTo("pending");
  }

  private static JsonObject json(Result result) {
    return JsonParser.parseString(result.out()).getAsJsonObject();
  }

  private static String state(JsonObject list, String name) {
    for (var one : list.getAsJsonArray("migrations")) {
      if (one.getAsJsonObject().get("name").getAsString().equals(name)) {
        return one.getAsJsonObject().get("state").getAsString();
      }
    }
    return "unknown";
  }

  /** A folder that looks like a Java of that version. */
  private Path java(String version) throws IOException {
    Path home = folder.resolve("java-" + version);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho this java was started with \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
