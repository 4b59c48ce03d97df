package dev.showwise.migrate.runner.dist;

import static dev.showwise.migrate.runner.dist.Distribution.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.runner.dist.Started.Result;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code new} makes, and the example of a plug-in, built with Maven alone and run by the program. */
class NewModuleIT {
  private static final Path RUNNING_JAVA = Path.of(System.getProperty("java.home"));

  @TempDir
  Path folder;

  @Test
  void a_new_module_builds_passes_its_test_and_runs() throws Exception {
    isMadeBuiltAndRun(RUNNING_JAVA);
  }

  @Test
  void a_new_module_builds_passes_its_test_and_runs_on_java_25() throws Exception {
    Optional<Path> java = java25();
    assumeTrue(
        java.isPresent(), "not tried: no JDK 25 in JAVA_HOME_25 or where systems usually put one");
    isMadeBuiltAndRun(java.orElseThrow());
  }

  private void isMadeBuiltAndRun(Path java) throws Exception {
    Path work = Files.createDirectory(folder.resolve("my work"));
    Result made =
        program(work, "new", "shoe-sizes").with("JAVA_HOME", java.toString()).run();
    assertThat(made.exit()).as(made.all()).isZero();

    Path module = work.resolve("shoe-sizes");
    Result built = OfflineMaven.in(module, java, "package").run();
    assertThat(built.exit()).as(built.all()).isZero();
    assertThat(module.resolve("target/surefire-reports")).isDirectoryContaining("glob:**.xml");

    Result applied = program(
            work,
            "--migrations",
            "shoe-sizes/target",
            "--create",
            "--url",
            "a.db",
            "migrate",
            "shoe-sizes")
        .with("JAVA_HOME", java.toString())
        .run();
    assertThat(applied.exit()).as(applied.all()).isZero();
    assertThat(applied.out()).contains("Table shoe_sizes_example created");
    assertThat(applied.err()).as("no warnings of Java").isEmpty();

    Result undone = program(
            work,
            "--migrations",
            "shoe-sizes/target",
            "--url",
            "a.db",
            "rollback",
            "--yes",
            "shoe-sizes")
        .with("JAVA_HOME", java.toString())
        .run();
    assertThat(undone.exit()).as(undone.all()).isZero();
    assertThat(undone.out()).contains("Table shoe_sizes_example dropped");

    Result again = program(work, "new", "shoe-sizes").run();
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is there already");
  }

  /** What is slow is done once: one start of Maven for all of them, one of the program for each step. */
  @Test
  void modules_of_the_other_kinds_are_built_tested_dropped_in_applied_listed_and_rolled_back()
      throws Exception {
    Map<String, String> kinds = Map.of("sql", "seat-plan", "java", "seats", "data", "costumes");
    for (Map.Entry<String, String> kind : kinds.entrySet()) {
      make(kind.getValue(), "--kind", kind.getKey());
    }
    // a name that Java has other plans for
    make("override");
    Instant start = Instant.now();
    build("seat-plan", "seats", "costumes", "override");
    for (String module : kinds.values()) {
      assertThat(testsOf(module)).as(module).isGreaterThan(20);
    }
    Instant built = Instant.now();

    Path home = Distribution.copyTo(folder.resolve("program"));
    for (String module : kinds.values()) {
      String jar = module + "-1.0.jar";
      Files.copy(
          folder.resolve(module).resolve("target").resolve(jar),
          home.resolve("migrations").resolve(jar));
    }
    sql(
        "CREATE TABLE costumes_example (code VARCHAR(20) PRIMARY KEY, title VARCHAR(200) NOT NULL)");
    sql("INSERT INTO costumes_example VALUES ('hat', 'Hat')");

    assertThat(run(home, "migrate"))
        .contains("1.0-seat-plan.sql: 2 statements executed")
        .contains("12 rows added", "3 rows added");
    assertThat(tables()).contains("seat_plan_example", "seats_example");
    assertThat(states(home)).containsOnly("applied");

    assertThat(run(home, "rollback", "--yes", "costumes"))
        .contains("table costumes_example: 3 rows", "3 rows removed");
    run(home, "rollback", "--yes", "seats");
    run(home, "rollback", "--yes", "seat-plan");
    assertThat(states(home)).containsOnly("reverted");
    assertThat(tables())
        .contains("costumes_example")
        .doesNotContain("seat_plan_example", "seats_example");
    assertThat(count("costumes_example")).isEqualTo(1);
    System.out.println("Modules of new: " + Duration.between(start, built).toSeconds()
        + " s to build and test four, " + Duration.between(built, Instant.now()).toSeconds()
        + " s to run three");
  }

  private void make(Object... arguments) throws Exception {
    Object[] all =
        Stream.concat(Stream.of("new", "--dir", folder), Stream.of(arguments)).toArray();
    Result made = program(folder, all).run();
    assertThat(made.exit()).as(made.all()).isZero();
  }

  private void build(String... modules) throws Exception {
    Files.writeString(folder.resolve("pom.xml"), """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>migrations</groupId>
          <artifactId>all</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """.formatted(Stream.of(modules)
        .map(module -> "<module>" + module + "</module>")
        .collect(Collectors.joining())));
    Result built = OfflineMaven.in(folder, RUNNING_JAVA, "package").run();
    assertThat(built.exit()).as(built.all()).isZero();
  }

  private long testsOf(String module) throws IOException {
    Path reports = folder.resolve(module).resolve("target/surefire-reports");
    try (Stream<Path> files = Files.list(reports)) {
      Path report =
          files.filter(file -> file.toString().endsWith(".xml")).findFirst().orElseThrow();
      return Files.readString(report).split("<testcase ", -1).length - 1;
    }
  }

  private String run(Path home, Object... arguments) throws Exception {
    Object[] command = Stream.concat(
            Stream.of(Distribution.script(home), "--url", "a.db"), Stream.of(arguments))
        .toArray();
    Result result = Started.in(folder, command).run();
    assertThat(result.exit()).as(result.all()).isZero();
    return result.out();
  }

  private List<String> states(Path home) throws Exception {
    Matcher states = Pattern.compile("\"state\": *\"(\\w+)\"").matcher(run(home, "list", "--json"));
    return states.results().map(state -> state.group(1)).toList();
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private List<String> tables() throws SQLException {
    return column("SELECT name FROM sqlite_schema WHERE type = 'table'");
  }

  private int count(String table) throws SQLException {
    return Integer.parseInt(column("SELECT COUNT(*) FROM " + table).get(0));
  }

  private List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("a.db"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Test
  void the_example_of_a_plug_in_builds_by_itself_and_is_found() throws Exception {
    Path example = Path.of(System.getProperty("project.root"), "examples", "plugin");
    Path copy = folder.resolve("plugin");
    copyWithoutTarget(example, copy);
    Path repository = Distribution.home().resolve("repository");
    Result built = OfflineMaven.in(copy, RUNNING_JAVA, "package", "-Drepository=" + repository)
        .run();
    assertThat(built.exit()).as(built.all()).isZero();

    Result list = program(
            folder, "--migrations", "plugin/target", "--create", "--url", "a.db", "migrate")
        .run();
    assertThat(list.exit()).as(list.all()).isZero();
    assertThat(list.out()).contains("wardrobe");
  }

  private static Optional<Path> java25() throws IOException {
    Stream<Path> named = Stream.of("JAVA_HOME_25", "JAVA_HOME_25_X64", "JAVA_HOME_25_ARM64")
        .map(System::getenv)
        .filter(Objects::nonNull)
        .map(Path::of);
    Stream.Builder<Path> usual = Stream.builder();
    for (Path parent : List.of(
        Path.of("/usr/lib/jvm"),
        Path.of("/opt"),
        Path.of("/Library/Java/JavaVirtualMachines"),
        Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
        Path.of(System.getProperty("user.home"), ".jdks"))) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> children = Files.list(parent)) {
          children.sorted().forEach(jdk -> usual.add(jdk).add(jdk.resolve("Contents/Home")));
        }
      }
    }
    return Stream.concat(named, usual.build()).filter(NewModuleIT::isJdk25).findFirst();
  }

  private static boolean isJdk25(Path home) {
    Path release = home.resolve("release");
    try {
      return Files.isExecutable(home.resolve("bin/javac"))
          && Files.isRegularFile(release)
          && Files.readString(release).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      return false;
    }
  }

  private static void copyWithoutTarget(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(f -> !f.startsWith(from.resolve("target"))).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
