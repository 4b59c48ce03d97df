package dev.showwise.migrate.runner.support;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationStatus;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.database.DatabaseAddress.SqliteFileAddress;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.output.TableWords;
import dev.showwise.migrate.schema.SchemaObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is found out from the database, each thing by itself and in its time. */
final class DatabaseSections {
  private static final int HISTORY = 200;

  private final Incident incident;
  private final Sources sources;
  private final Deadline deadline;

  DatabaseSections(Incident incident, Sources sources, Deadline deadline) {
    this.incident = incident;
    this.sources = sources;
    this.deadline = deadline;
  }

  List<Section> all() {
    return List.of(
        section("place", "Where the database is", sources::address, DatabaseSections::place),
        section("schema", "Schema", sources::schema, DatabaseSections::schema),
        section("history", "History, newest first", () -> sources.history(HISTORY), this::history),
        section("migrations", "Migrations", sources::list, this::migrations),
        section("verification", "Verification", sources::verify, DatabaseSections::verification),
        section("plan", "What migrate would do", sources::plan, DatabaseSections::plan));
  }

  private <T> Section section(
      String key, String title, Supplier<T> finding, Function<T, List<Part>> telling) {
    try {
      return new Section(key, title, deadline.get(key, () -> telling.apply(finding.get())));
    } catch (Deadline.TooLate e) {
      return notFound(key, title, String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      return notFound(key, title, String.valueOf(e.getCause()));
    }
  }

  private static Section notFound(String key, String title, String why) {
    return new Section(key, title, new Part.Note("This could not be found out: " + why));
  }

  private static List<Part> place(DatabaseAddress address) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("database", address.shownUrl());
    if (address instanceof SqliteFileAddress sqlite) {
      try {
        addFile(sqlite.file(), facts);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.of(new Part.Facts(facts));
  }

  private static void addFile(Path file, Map<String, String> facts) throws IOException {
    for (String ending : List.of("", "-wal", "-shm", "-journal")) {
      Path part = file.resolveSibling(file.getFileName() + ending);
      try {
        facts.put(
            "size of " + part.getFileName(),
            Quantity.ofBytes(Files.size(part)) + ", changed " + Files.getLastModifiedTime(part));
      } catch (NoSuchFileException e) {
        facts.put("size of " + part.getFileName(), "not there");
      }
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      facts.put("free space there", Quantity.ofBytes(Files.getFileStore(folder).getUsableSpace()));
      facts.put("file system", Files.getFileStore(folder).type());
      facts.put("folder writable", Files.isWritable(folder) ? "yes" : "no");
    }
    facts.put("file writable", Files.isWritable(file) ? "yes" : "no");
  }

  private static List<Part> schema(SchemaDescription schema) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("product", schema.database().product() + " " + schema.database().version());
    facts.put("driver", schema.database().driver());
    facts.put("tables", Integer.toString(schema.tables().size()));
    facts.put("indexes", Integer.toString(schema.indexes().size()));
    StringBuilder definitions = new StringBuilder();
    for (SchemaObject object : schema.objects()) {
      String text = object.definition().isBlank()
          ? String.join("\n", TableWords.of(object, schema))
          : object.definition().strip() + ";";
      definitions.append(text).append("\n\n");
    }
    return List.of(new Part.Facts(facts), new Part.Listing("definitions", definitions.toString()));
  }

  private List<Part> history(List<HistoryEntry> rows) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Rows(
        "rows",
        List.of(
            "seq",
            "at",
            "event",
            "migration",
            "direction",
            "ordinal",
            "millis",
            "actor",
            "instance",
            "session",
            "claim",
            "checksum",
            "detail"),
        rows.stream().map(DatabaseSections::cells).toList()));
    if (rows.size() == HISTORY) {
      parts.add(new Part.Note("Only the last " + HISTORY + " rows were read."));
    }
    return parts;
  }

  private static List<String> cells(HistoryEntry row) {
    return List.of(
        Long.toString(row.seq()),
        row.at().toString(),
        row.event().name(),
        row.migration().toString(),
        IncidentSections.lower(row.direction()),
        Integer.toString(row.ordinal()),
        Long.toString(row.millis()),
        row.actor(),
        row.instance(),
        row.session(),
        row.claim(),
        row.checksum().map(Object::toString).orElse(""),
        row.detail());
  }

  private List<Part> migrations(StatusReport report) {
    List<Part> parts = new ArrayList<>();
    incident
        .failure()
        .ifPresent(failure -> failure
            .report()
            .flatMap(MigrationReport::failed)
            .flatMap(failed -> report.migrations().stream()
                .filter(status -> status.migration().equals(failed.migration()))
                .findFirst())
            .ifPresent(status -> parts.add(failed(status, failure.cause()))));
    parts.add(new Part.Rows(
        "migrations",
        List.of("migration", "state", "since", "presence", "source", "class", "checksum"),
        report.migrations().stream().map(DatabaseSections::cells).toList()));
    parts.add(problems(report.problems()));
    return parts;
  }

  private static Part failed(MigrationStatus status, Throwable cause) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("failed", status.migration().toString());
    facts.put("from", status.source());
    facts.put("class", status.className());
    facts.put("place", ErrorChain.placeIn(status.className(), cause).orElse("not known"));
    return new Part.Facts(facts);
  }

  private static List<String> cells(MigrationStatus status) {
    return List.of(
        status.migration().toString(),
        status.state().word(),
        status.state().since().map(Object::toString).orElse(""),
        status.presence().map(presence -> presence.word()).orElse(""),
        status.source(),
        status.className(),
        status.checksum().map(Object::toString).orElse(""));
  }

  private static List<Part> verification(VerificationReport report) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("well", report.isWell() ? "yes" : "no");
    facts.put("applied migrations compared", Integer.toString(report.verified()));
    facts.put("rows of the history", Long.toString(report.historyRows()));
    return List.of(new Part.Facts(facts), problems(report.problems()));
  }

  private static List<Part> plan(Plan plan) {
    Part steps = new Part.Rows(
        "steps",
        List.of("migration", "reason", "presence"),
        plan.steps().stream()
            .map(step -> List.of(
                step.migration().toString(),
                IncidentSections.lower(step.reason()),
                step.presence().word()))
            .toList());
    return List.of(steps, problems(plan.problems()));
  }

  private static Part problems(List<dev.showwise.migrate.Problem> problems) {
    return IncidentSections.problems(
        "problems", problems.stream().map(Notice::of).toList());
  }
}
