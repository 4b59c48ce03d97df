package dev.showwise.migrate.runner.dist;

import static dev.showwise.migrate.runner.dist.Distribution.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.runner.dist.Started.Result;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code new} makes, and the example of a plug-in, built with Maven and run by the program.
 * Maven gets a local repository of its own, filled from that of this build, so that nothing of this
 * project ends in the user's.
 */
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
    Result built = maven(module, java, "package").run();
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

    Result again = program(work, "new", "shoe-sizes").run();
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("is there already");
  }

  @Test
  void a_name_that_java_has_other_plans_for_builds_too() throws Exception {
    Result made = program(folder, "new", "override", "--dir", folder).run();
    assertThat(made.exit()).as(made.all()).isZero();
    Result built = maven(folder.resolve("override"), RUNNING_JAVA, "package").run();
    assertThat(built.exit()).as(built.all()).isZero();
  }

  @Test
  void the_example_of_a_plug_in_builds_by_itself_and_is_found() throws Exception {
    Path example = Path.of(System.getProperty("project.root"), "examples", "plugin");
    Path copy = folder.resolve("plugin");
    copyWithoutTarget(example, copy);
    Path repository = Distribution.home().resolve("repository");
    Result built =
        maven(copy, RUNNING_JAVA, "package", "-Drepository=" + repository).run();
    assertThat(built.exit()).as(built.all()).isZero();

    Result list = program(
            folder, "--migrations", "plugin/target", "--create", "--url", "a.db", "migrate")
        .run();
    assertThat(list.exit()).as(list.all()).isZero();
    assertThat(list.out()).contains("wardrobe");
  }

  private static Started maven(Path module, Path java, String... arguments) throws IOException {
    Path settings = Files.createTempFile("settings", ".xml");
    settings.toFile().deleteOnExit();
    Files.writeString(settings, settings());
    String mvn = "mvn" + (Distribution.isWindows() ? ".cmd" : "");
    Stream<Object> command = Stream.concat(
        Stream.of(
            Path.of(System.getProperty("maven.home"), "bin", mvn),
            "-B",
            "-q",
            "-gs",
            settings,
            "-Dmaven.repo.local=" + System.getProperty("it.local.repository")),
        Stream.of(arguments));
    return Started.in(module, command.toArray()).with("JAVA_HOME", java.toString());
  }

  /** Looks in the local repository of this build before anywhere else. */
  private static String settings() {
    String url = Path.of(System.getProperty("build.local.repository")).toUri().toString();
    String repository = """
        <id>this-build</id>
        <url>%s</url>
        <releases><checksumPolicy>ignore</checksumPolicy></releases>
        <snapshots><enabled>false</enabled></snapshots>
        """.formatted(url);
    return """
        <settings>
          <profiles><profile>
            <id>this-build</id>
            <repositories><repository>%1$s</repository></repositories>
            <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>this-build</activeProfile></activeProfiles>
        </settings>
        """.formatted(repository);
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
