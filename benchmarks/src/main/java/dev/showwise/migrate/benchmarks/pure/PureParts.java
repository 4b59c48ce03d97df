package dev.showwise.migrate.benchmarks.pure;

import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.history.StateDigest;
import dev.showwise.migrate.internal.plan.Planner;
import dev.showwise.migrate.internal.plan.TargetResolver;
import dev.showwise.migrate.spi.ScriptStatement;
import dev.showwise.migrate.spi.ScriptStatements;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** For all migrations at once, so that the score divided by the size says whether more of them cost more each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx2g"})
public class PureParts {
  private static final String SCRIPT = """
      -- migrate: description a table
      CREATE TABLE seat (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL, note TEXT DEFAULT 'a;b');
      CREATE INDEX seat_name ON seat (name);
      INSERT INTO seat (id, name) VALUES (1, 'first');
      """;

  /** How many migrations. */
  @Param({"10", "100", "1000", "10000", "100000"})
  public int size;

  private List<Numbered> migrations = List.of();
  private Catalog catalog = Catalog.empty();
  private History none = new History();
  private History all = new History();
  private final SqliteDialect dialect = new SqliteDialect();

  /** What is measured is not how these are made. */
  @Setup
  public void prepare() {
    migrations = Numbered.many(size);
    catalog = Numbered.catalog(migrations);
    none = new History();
    all = Numbered.history(migrations);
  }

  /** From migrations to a catalog in the order in which they run. */
  @Benchmark
  public Catalog catalog() {
    return Numbered.catalog(migrations);
  }

  /** A plan when all are pending. */
  @Benchmark
  public Plan planOfAll() {
    return plan(none);
  }

  /** A plan when none is. */
  @Benchmark
  public Plan planOfNone() {
    return plan(all);
  }

  private Plan plan(History history) {
    Optional<Set<MigrationId>> selection = new TargetResolver(catalog).resolve(Target.all());
    return new Planner(catalog).up(history, selection);
  }

  /** The digest that a database up to date must have. */
  @Benchmark
  public String digest() {
    StateDigest digest = new StateDigest();
    for (Numbered migration : migrations) {
      digest.addDone(
          new MigrationId(migration.module(), migration.version()), migration.checksum());
    }
    return digest.toString();
  }

  /** A script of three statements for each migration, cut. */
  @Benchmark
  public int splitting() throws IOException {
    int statements = 0;
    for (int i = 0; i < size; i++) {
      ScriptStatements cut = dialect.statements(new StringReader(SCRIPT), "create-seat.sql");
      for (Optional<ScriptStatement> next = cut.next(); next.isPresent(); next = cut.next()) {
        statements++;
      }
    }
    return statements;
  }
}
