package dev.showwise.migrate.runner.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.showwise.migrate.runner.dist.Started.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher keeps to start quickly is made once, used where it can be trusted, and never in the way. */
class QuickStartIT {
  @TempDir
  Path folder;

  private Path home;
  private Path cache;

  @BeforeEach
  void apply() throws Exception {
    assumeFalse(Distribution.isWindows());
    home = Distribution.copyTo(folder.resolve("home"));
    cache = folder.resolve("cache");
    Files.writeString(
        Files.createDirectory(folder.resolve("scripts")).resolve("1-seats.sql"),
        "CREATE TABLE seat (id INTEGER PRIMARY KEY);\n");
    assertThat(Started.in(folder, command("--create")).run().exit()).isZero();
  }

  private Object[] command(String... more) {
    List<Object> words = new ArrayList<>();
    words.add(Distribution.script(home));
    words.addAll(List.of("--scripts", "scripts", "--url", "crew.db"));
    words.addAll(List.of(more));
    return words.toArray();
  }

  private Started start() {
    return Started.in(folder, command()).with("SHOWWISE_MIGRATE_CACHE", cache.toString());
  }

  /** A start that does what it is for, and says no word too many. */
  private static void isWell(Result result) {
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(result.out()).contains("Nothing to do");
    assertThat(result.err()).isEmpty();
  }

  private List<String> kept() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path prepared() throws IOException {
    return cache.resolve(
        kept().stream().filter(name -> !name.endsWith(".seen")).findFirst().orElseThrow());
  }

  private void prepare() throws Exception {
    isWell(start().run());
    isWell(start().run());
    assertThat(prepared().resolve("prepared")).exists();
  }

  /** Whether a start takes the program's classes from what was prepared, and SQLite's library. */
  private boolean isQuick() throws Exception {
    Path log = folder.resolve("java.log");
    Result result =
        start().with("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log).run();
    assertThat(result.exit()).as(result.all()).isZero();
    return Files.readString(log)
        .lines()
        .filter(line -> line.contains("dev.showwise.migrate.engine.MigrationEngine source:"))
        .anyMatch(line -> line.contains("shared objects file"));
  }

  @Test
  void the_first_start_leaves_a_note_the_second_prepares_and_the_third_is_quick() throws Exception {
    isWell(start().run());
    assertThat(kept()).hasSize(1).allMatch(name -> name.endsWith(".seen"));

    isWell(start().run());
    assertThat(kept()).hasSize(2);
    assertThat(Files.getPosixFilePermissions(prepared()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    isWell(start().run());
    assertThat(isQuick()).isTrue();
  }

  @Test
  void what_was_cut_short_is_made_again() throws Exception {
    prepare();
    Path classes = prepared().resolve("classes");
    long whole = Files.size(classes);
    assertThat(classes.toFile().setWritable(true)).isTrue();
    try (var file = Files.newByteChannel(classes, StandardOpenOption.WRITE)) {
      file.truncate(whole / 2);
    }

    isWell(start().run());

    assertThat(Files.size(prepared().resolve("classes"))).isGreaterThan(whole / 2);
    assertThat(isQuick()).isTrue();
  }

  @Test
  void what_is_no_recording_of_java_is_left_out() throws Exception {
    prepare();
    Path classes = prepared().resolve("classes");
    assertThat(classes.toFile().setWritable(true)).isTrue();
    Files.write(classes, new byte[(int) Files.size(classes)]);

    isWell(start().run());
    assertThat(isQuick()).isFalse();
  }

  @Test
  void what_others_could_have_written_is_not_used() throws Exception {
    prepare();
    Path classes = prepared().resolve("classes");
    Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rw-rw-rw-"));

    isWell(start().run());

    assertThat(Files.getPosixFilePermissions(prepared().resolve("classes")))
        .doesNotContainAnyElementsOf(PosixFilePermissions.fromString("----w--w-"));
  }

  @Test
  void a_folder_in_which_others_may_write_is_given_up_at_once() throws Exception {
    Files.createDirectory(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

    isWell(start().run());
    isWell(start().run());

    assertThat(kept()).hasSize(2).anyMatch(name -> name.endsWith(".failed"));
  }

  @Test
  void another_java_has_its_own() throws Exception {
    prepare();
    Path other = Files.createDirectories(folder.resolve("java/bin")).getParent();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(other.resolve("bin/java"), "#!/bin/sh\nexec " + java + " \"$@\"\n");
    Files.setPosixFilePermissions(
        other.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        other.resolve("release"),
        "JAVA_VERSION=\"" + System.getProperty("java.version")
            + "\"\nJAVA_RUNTIME_VERSION=\"another\"\n");

    isWell(start().with("JAVA_HOME", other.toString()).run());

    assertThat(kept()).hasSize(3).anyMatch(name -> name.endsWith("another.seen"));
  }

  @Test
  void where_nothing_can_be_kept_it_starts_all_the_same() throws Exception {
    Files.createFile(cache);

    isWell(start().run());
    isWell(start().run());
  }

  @Test
  void nothing_is_kept_where_nobody_wants_that() throws Exception {
    Started none = Started.in(folder, command()).with("SHOWWISE_MIGRATE_CACHE", "none");

    isWell(none.run());
    isWell(none.run());

    assertThat(cache).doesNotExist();
    assertThat(home.resolve("cache")).doesNotExist();
  }

  @Test
  void an_installation_keeps_it_in_its_own_folder() throws Exception {
    Started own = Started.in(folder, command()).with("SHOWWISE_MIGRATE_CACHE", "");

    isWell(own.run());

    assertThat(home.resolve("cache")).isNotEmptyDirectory();
  }

  @Test
  void many_starts_at_once_prepare_once() throws Exception {
    isWell(start().run());
    List<Callable<Result>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(() -> start().run());
    }
    var pool = Executors.newFixedThreadPool(4);
    try {
      for (Future<Result> one : pool.invokeAll(starts)) {
        isWell(one.get());
      }
    } finally {
      pool.shutdown();
    }

    assertThat(kept()).hasSize(2).noneMatch(name -> name.contains("making"));
    assertThat(isQuick()).isTrue();
  }
}
