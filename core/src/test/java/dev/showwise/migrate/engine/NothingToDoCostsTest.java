package dev.showwise.migrate.engine;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationReport.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;

/**
 * What each start of an application pays, in numbers that are the same on each machine. Whoever makes it cheaper
 * lowers the bounds; whoever has to raise one says why.
 */
class NothingToDoCostsTest extends SqliteFileCase {
  /** Of this project, with lambdas. A little above what it is. */
  private static final int CLASSES = 145;

  /** For each further script of half a kilobyte, and for all else. A little above what it is. */
  private static final long BYTES_A_SCRIPT = 16_000;

  private static final long BYTES_ELSE = 65_000;

  /** An application that migrates again and again, on a heap that is never collected. */
  static final class Starts {
    /** By the last one each first time is over. */
    private static final int CALLS = 4;

    private Starts() {}

    public static void main(String[] arguments) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + arguments[0]);
      long bytes = 0;
      for (int i = 0; i < CALLS; i++) {
        long before = Runtime.getRuntime().freeMemory();
        if (migrate(source, Path.of(arguments[1])) != Outcome.NOTHING_TO_DO) {
          throw new IllegalStateException("there was something to do");
        }
        bytes = before - Runtime.getRuntime().freeMemory();
      }
      System.out.print(bytes);
    }
  }

  /** An application that migrates once. */
  static final class StartsOnce {
    private StartsOnce() {}

    public static void main(String[] arguments) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + arguments[0]);
      migrate(source, Path.of(arguments[1]));
    }
  }

  private static Outcome migrate(SQLiteDataSource source, Path scripts) {
    return MigrationEngine.builder(source).scripts(scripts).build().migrate().outcome();
  }

  private Path scripts(int count) throws IOException {
    Path scripts = Files.createDirectories(folder.resolve("scripts-" + count));
    for (int i = 1; i <= count; i++) {
      Files.writeString(
          scripts.resolve(String.format("%04d-create-t%d.sql", i, i)), """
          CREATE TABLE t%1$d (
            id INTEGER PRIMARY KEY,
            name VARCHAR(100) NOT NULL,
            title VARCHAR(200),
            note TEXT,
            state VARCHAR(20) NOT NULL DEFAULT 'new',
            created_at TIMESTAMP,
            changed_at TIMESTAMP
          );
          CREATE INDEX t%1$d_name ON t%1$d (name);
          INSERT INTO t%1$d (id, name, title) VALUES (1, 'first', 'of table %1$d');
          """.formatted(i));
    }
    return scripts;
  }

  private static String said(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void it_is_one_statement_on_one_connection_for_any_number_of_migrations() throws IOException {
    for (int count : List.of(1, 150)) {
      migrate(source(), scripts(count));
      StatementCounter counter = new StatementCounter(source());

      MigrationEngine.builder(counter).scripts(scripts(count)).build().migrate();

      assertThat(counter.connections()).isEqualTo(1);
      assertThat(counter.statements()).hasSize(1);
    }
  }

  @Test
  void few_classes_are_loaded_for_it() throws Exception {
    Path scripts = scripts(3);
    migrate(source(), scripts);

    Set<String> loaded = said(OtherProcess.startWith(
            "-Xlog:class+load:stdout", StartsOnce.class, file, scripts))
        .lines()
        .filter(line -> line.contains(" source: "))
        .map(line -> line.replaceFirst("^(\\[[^]]*\\])+ *", "").split(" ", 2)[0])
        .filter(name -> name.startsWith("dev.showwise.migrate."))
        .filter(name -> !name.contains(getClass().getSimpleName()))
        .collect(toSet());

    assertThat(loaded).contains(MigrationEngine.class.getName());
    assertThat(loaded).hasSizeLessThanOrEqualTo(CLASSES);
  }

  private long bytes(int count) throws Exception {
    Path scripts = scripts(count);
    migrate(source(), scripts);
    List<String> command = OtherProcess.command(Starts.class, file, scripts);
    // each object is taken from the heap by itself, so that what is free says what was taken
    command.addAll(1, List.of("-XX:-UseTLAB", "-Xmn600m"));
    return Long.parseLong(
        said(new ProcessBuilder(command).redirectErrorStream(true).start()));
  }

  @Test
  void little_is_allocated_for_it_and_the_same_for_each_script() throws Exception {
    long few = bytes(20);
    long more = bytes(60);

    long each = (more - few) / 40;
    assertThat(each).isBetween(1L, BYTES_A_SCRIPT);
    assertThat(few - 20 * each).isLessThan(BYTES_ELSE);
  }
}
