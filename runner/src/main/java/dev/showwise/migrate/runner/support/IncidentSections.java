package dev.showwise.migrate.runner.support;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.runner.fault.Failure;
import dev.showwise.migrate.runner.fault.Notice;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known without a look at the database. */
final class IncidentSections {
  private IncidentSections() {}

  static List<Section> of(Incident incident, String programVersion) {
    List<Section> sections = new ArrayList<>();
    sections.add(asked(incident));
    incident.failure().ifPresent(failure -> {
      sections.add(failure(failure));
      sections.add(ErrorChain.of(failure.cause()));
    });
    sections.add(program(programVersion));
    return sections;
  }

  private static Section asked(Incident incident) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("at", incident.at().toString());
    facts.put("verb", incident.verb());
    facts.putAll(incident.options());
    facts.put(
        "variables that are set",
        incident.variables().isEmpty() ? "none" : String.join(", ", incident.variables()));
    return new Section("asked", "What was asked", new Part.Facts(facts));
  }

  private static Section failure(Failure failure) {
    List<Part> parts = new ArrayList<>();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("exit", failure.exit().number() + " (" + lower(failure.exit()) + ")");
    failure.report().ifPresent(report -> addReport(report, facts, parts));
    parts.add(0, new Part.Facts(facts));
    parts.add(problems("notices", failure.notices()));
    return new Section("failure", "What failed", parts);
  }

  private static void addReport(
      MigrationReport report, Map<String, String> facts, List<Part> parts) {
    facts.put("outcome", lower(report.outcome()));
    facts.put("milliseconds", Long.toString(report.duration().toMillis()));
    report.failed().ifPresent(failed -> {
      facts.put("migration", failed.migration().toString());
      failed.position().ifPresent(position -> facts.put("at", position.toString()));
      facts.put("message", failed.message());
      facts.put("SQLSTATE", failed.sqlState());
      facts.put("undone", lower(failed.undone()));
      if (!failed.statement().isEmpty()) {
        parts.add(new Part.Listing("statement", failed.statement()));
      }
    });
    facts.put(
        "done before",
        report.completed().stream()
            .map(done -> done.migration() + " " + lower(done.event()))
            .toList()
            .toString());
    facts.put("not done", report.remaining().toString());
    parts.add(problems("problems", report.problems().stream().map(Notice::of).toList()));
  }

  static Part problems(String name, List<Notice> notices) {
    return new Part.Rows(
        name,
        List.of("severity", "code", "message", "remedy"),
        notices.stream()
            .map(notice ->
                List.of(notice.severityWord(), notice.code(), notice.message(), notice.remedy()))
            .toList());
  }

  private static Section program(String version) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("program", version);
    facts.put(
        "Java",
        Runtime.version() + ", " + property("java.vm.name") + ", " + property("java.vendor"));
    facts.put(
        "operating system",
        property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory for Java", Quantity.ofBytes(Runtime.getRuntime().maxMemory()));
    facts.put("locale", Locale.getDefault().toLanguageTag());
    facts.put(
        "character set",
        Charset.defaultCharset() + ", of the system: " + property("native.encoding"));
    facts.put("time zone", ZoneId.systemDefault().toString());
    return new Section("program", "Program and machine", new Part.Facts(facts));
  }

  private static String property(String name) {
    return System.getProperty(name, "(unknown)");
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
