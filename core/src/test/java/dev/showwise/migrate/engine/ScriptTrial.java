package dev.showwise.migrate.engine;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationReport.Completed;
import dev.showwise.migrate.MigrationReport.Failure;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.MigrationReport.Undone;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One run of three scripts in which a call to the driver fails, on a product that changes its schema in
 * transactions. Afterwards each is there as a whole or not at all, as the history says, and as was told; and the
 * next run goes on.
 */
final class ScriptTrial implements FaultTrial, MigrationListener {
  private static final List<String> NAMES = List.of("one", "two", "three");

  private final DataSource real;
  private final Dialect dialect;
  private final Path folder;
  private final String extra;
  private final List<String> told = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private Optional<MigrationReport> asItMust = Optional.empty();

  /** On {@code real}, with scripts in a folder; {@code extra} is one more statement in the second of them. */
  ScriptTrial(DataSource real, Dialect dialect, Path folder, String extra) {
    this.real = real;
    this.dialect = dialect;
    this.folder = folder;
    this.extra = extra;
  }

  private void write(String more) throws IOException {
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      Files.writeString(
          folder.resolve("V" + (i + 1) + "__" + name + ".sql"),
          "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY);\n"
              + "INSERT INTO " + name + " VALUES (1); -- the first\n"
              + (name.equals("two") ? more + "\n" : "")
              + "INSERT INTO " + name + " VALUES (2)");
    }
  }

  private MigrationEngine engine(DataSource source, MigrationListener listener) {
    return MigrationEngine.builder(source)
        .scripts(folder)
        .lockTimeout(Duration.ofSeconds(5))
        .listener(listener)
        .build();
  }

  @Override
  public void completed(Completed completed) {
    told.add(table(completed.migration().name()));
  }

  @Override
  public void run(DataSource faulty) throws IOException {
    write(extra);
    try {
      engine(faulty, this).migrate();
    } catch (MigrationException.Failed e) {
      Failure failure = e.report().flatMap(MigrationReport::failed).orElseThrow();
      // the one that fails by itself says which statement it was
      if (!failure.position().equals(Optional.of(new SourcePosition("V2__two.sql", 3, 1)))
          || !failure.message().contains("nowhere")) {
        throw e;
      }
      asItMust = e.report();
    }
  }

  @Override
  public List<String> judge(Optional<Throwable> thrown) throws SQLException {
    TestDatabase database = new TestDatabase(real, dialect, "", "");
    List<String> done = done(database);
    for (String name : NAMES) {
      boolean isThere = database.hasTable(name);
      if (isThere != done.contains(name)) {
        findings.add(name + " is " + (isThere ? "" : "not ") + "there, and done are " + done);
      } else if (isThere
          && !database.rows("SELECT id FROM " + name + " ORDER BY id").equals(List.of("1", "2"))) {
        findings.add(name + " is there in part");
      }
    }
    compare(done, thrown);
    goOn(database);
    return findings;
  }

  private static List<String> done(TestDatabase database) {
    return database.hasTable("migration_history")
        ? database
            .rows("SELECT name FROM migration_history WHERE event = 'APPLIED' ORDER BY seq")
            .stream()
            .map(ScriptTrial::table)
            .toList()
        : List.of();
  }

  /** The table that a migration makes: {@code one} for {@code V1__one}. */
  private static String table(String migration) {
    return migration.substring(migration.lastIndexOf('_') + 1);
  }

  private void compare(List<String> done, Optional<Throwable> thrown) {
    Optional<MigrationReport> report = thrown
        .filter(MigrationException.class::isInstance)
        .flatMap(e -> ((MigrationException) e).report())
        .or(() -> asItMust);
    Optional<Failure> failure = report.flatMap(MigrationReport::failed);
    if (failure.filter(f -> f.undone() == Undone.UNKNOWN).isPresent()) {
      return;
    }
    if (!told.equals(done)) {
      findings.add("it told of " + told + ", and done are " + done);
    }
    if (thrown.isEmpty() && asItMust.isEmpty() && done.size() != NAMES.size()) {
      findings.add("it ended as if all were well, and done are " + done);
    }
    if (failure.filter(f -> done.contains(table(f.migration().name()))).isPresent()) {
      findings.add("it said that one failed which is done: " + failure);
    }
  }

  private void goOn(TestDatabase database) throws SQLException {
    try {
      write("");
      MigrationEngine mended = engine(real, new MigrationListener() {});
      mended.migrate();
      if (mended.migrate().outcome() != Outcome.NOTHING_TO_DO) {
        findings.add("there is something to do after the next run");
      }
      if (!mended.verify().problems().isEmpty()) {
        findings.add("after the next run verify says " + mended.verify().problems());
      }
      if (!done(database).equals(NAMES)) {
        findings.add("after the next run the history has " + database.allEvents());
      }
    } catch (MigrationException | IOException e) {
      findings.add("the next run does not go on: " + e);
    }
  }
}
