package dev.showwise.migrate.benchmarks.harness;

import static dev.showwise.migrate.benchmarks.harness.Entrant.FLYWAY;
import static dev.showwise.migrate.benchmarks.harness.Entrant.LIQUIBASE;
import static dev.showwise.migrate.benchmarks.harness.Entrant.RAW_BATCH;
import static dev.showwise.migrate.benchmarks.harness.Entrant.RAW_EACH;
import static dev.showwise.migrate.benchmarks.harness.Entrant.RAW_ONE;
import static dev.showwise.migrate.benchmarks.harness.Entrant.SHOWWISE;

import dev.showwise.migrate.servers.Durability;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** What it costs to apply everything to an empty database; counted, too, as statements and as waits for answers. */
final class FromEmpty implements AutoCloseable {
  private static final List<Entrant> ENTRANTS =
      List.of(RAW_EACH, RAW_ONE, RAW_BATCH, SHOWWISE, FLYWAY, LIQUIBASE);
  private static final List<Metric> METRICS =
      List.of(Metric.CALL, Metric.CALL_PROCESS_CPU, Metric.ALLOCATED);
  private static final int FEW = 100;
  private static final int MORE = 200;
  private static final long MILLISECOND = 1_000_000;

  private final Stage stage;
  private final Options options;
  private final Report report;
  private final EmbeddedServer postgres =
      EmbeddedServer.own(ServerKind.POSTGRESQL, Durability.DURABLE);

  FromEmpty(Stage stage, Options options, Report report) {
    this.stage = stage;
    this.options = options;
    this.report = report;
  }

  /** With what SQLite does by itself, which waits for the disk at each commit, and with a write-ahead log. */
  Plot sqlite(String name, String pragmas) throws Exception {
    Plot plot = new Plot("Apply all, SQLite" + (pragmas.isEmpty() ? "" : ", WAL"), "ms");
    for (int size : options.applied()) {
      report.heading(name + ": from empty, SQLite" + pragmas.replace('?', ' ') + ", N=" + size);
      Measured measured = Measured.inTurn(ENTRANTS, options.rounds(), (entrant, round) -> {
        String url = stage.emptySqlite(entrant, pragmas);
        Map<Metric, Double> costs =
            Calls.only(stage.run(entrant, "timed", url, size, List.of()).values());
        Stage.requireTables(
            Path.of(url.substring("jdbc:sqlite:".length(), url.length() - pragmas.length())), size);
        return costs;
      });
      report.compare(name, size, measured, RAW_ONE, METRICS);
      measured
          .entrants()
          .forEach(entrant -> plot.add(entrant, size, measured.median(entrant, Metric.CALL)));
    }
    return plot;
  }

  /** On a server that waits for its disk. */
  Plot postgres() throws Exception {
    Plot plot = new Plot("Apply all, PostgreSQL", "ms");
    for (int size : options.applied()) {
      report.heading("apply-postgresql: from empty, PostgreSQL, N=" + size);
      Measured measured = inTurn(size, options.rounds(), 0);
      report.compare("apply-postgresql", size, measured, RAW_BATCH, METRICS);
      measured
          .entrants()
          .forEach(entrant -> plot.add(entrant, size, measured.median(entrant, Metric.CALL)));
    }
    return plot;
  }

  /** As if the server were a millisecond away. */
  void latency() throws Exception {
    report.heading("latency: from empty, PostgreSQL a millisecond away, N=" + FEW);
    Measured measured = inTurn(FEW, Math.min(3, options.rounds()), MILLISECOND);
    report.compare("latency", FEW, measured, RAW_BATCH, METRICS);
  }

  private Measured inTurn(int size, int rounds, long delay) throws Exception {
    try (WireProxy wire = WireProxy.to(postgres.port(), delay)) {
      return Measured.inTurn(ENTRANTS, rounds, (entrant, round) -> {
        try (TestDatabase database = postgres.newDatabase()) {
          String url = delay == 0 ? url(database, postgres.port()) : url(database, wire.port());
          Map<Metric, Double> costs =
              Calls.only(stage.run(entrant, "timed", url, size, List.of()).values());
          try (Connection connection = database.connect()) {
            Stage.requireTables(connection, size);
          }
          return costs;
        }
      });
    }
  }

  private static String url(TestDatabase database, int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database.name() + "?user="
        + database.user();
  }

  /** Numbers that are the same in each run, so there are no rounds. */
  void counts() throws Exception {
    report.heading("counts: what is asked of the driver, SQLite");
    report.table(counted((entrant, size) -> stage
        .run(entrant, "counted", stage.emptySqlite(entrant, ""), size, List.of())
        .values()));
    report.heading("counts: what is asked of the driver, PostgreSQL");
    report.table(counted(this::countedOnPostgres));
    report.heading("counts: round trips on the wire, PostgreSQL");
    report.table(roundTrips());
  }

  /** One process. */
  private interface Counted {
    Map<String, String> of(Entrant entrant, int size) throws Exception;
  }

  /** The same with a few migrations and with more. */
  private record Pair(Entrant entrant, Map<String, String> few, Map<String, String> more) {}

  private Map<String, String> countedOnPostgres(Entrant entrant, int size) throws Exception {
    try (TestDatabase database = postgres.newDatabase()) {
      return stage
          .run(entrant, "counted", url(database, postgres.port()), size, List.of())
          .values();
    }
  }

  private static List<List<String>> counted(Counted counted) throws Exception {
    List<Pair> pairs = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (Entrant entrant : ENTRANTS) {
      Pair pair = new Pair(entrant, counted.of(entrant, FEW), counted.of(entrant, MORE));
      pairs.add(pair);
      names.addAll(pair.more().keySet());
    }
    names.removeIf(name -> !name.startsWith("apply.") && !name.startsWith("no-op."));
    // a column of zeros says nothing
    names.removeIf(name -> pairs.stream().allMatch(pair -> cell(pair, name) == 0));
    List<List<String>> rows = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("contestant"));
    for (String name : names) {
      heading.add(
          name.startsWith("apply.")
              ? name.substring("apply.".length()) + ", each further migration"
              : name.substring("no-op.".length()) + ", nothing to do");
    }
    rows.add(heading);
    for (Pair pair : pairs) {
      List<String> row = new ArrayList<>(List.of(pair.entrant().title()));
      for (String name : names) {
        row.add(String.format(
            Locale.ROOT, name.startsWith("apply.") ? "%.2f" : "%.0f", cell(pair, name)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static double cell(Pair pair, String name) {
    double larger = number(pair.more(), name);
    return name.startsWith("apply.") ? (larger - number(pair.few(), name)) / (MORE - FEW) : larger;
  }

  private static double number(Map<String, String> values, String name) {
    return Double.parseDouble(values.getOrDefault(name, "0"));
  }

  private List<List<String>> roundTrips() throws Exception {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("contestant", "nothing to do", "each further migration"));
    try (WireProxy wire = WireProxy.to(postgres.port(), 0)) {
      for (Entrant entrant : ENTRANTS) {
        long[] applied = new long[2];
        long nothing = 0;
        for (int size : List.of(FEW, MORE)) {
          try (TestDatabase database = postgres.newDatabase()) {
            String url = url(database, wire.port());
            wire.takeRoundTrips();
            stage.run(entrant, "once", url, size, List.of());
            applied[size == FEW ? 0 : 1] = wire.takeRoundTrips();
            stage.run(entrant, "once", url, size, List.of());
            nothing = wire.takeRoundTrips();
          }
        }
        rows.add(List.of(
            entrant.title(),
            Long.toString(nothing),
            String.format(Locale.ROOT, "%.2f", (applied[1] - applied[0]) / (double) (MORE - FEW))));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    postgres.close();
  }
}
