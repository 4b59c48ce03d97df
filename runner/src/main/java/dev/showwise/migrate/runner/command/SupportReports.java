package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.SchemaDescription;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.StatusReport;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.VerificationReport;
import dev.showwise.migrate.engine.EngineBuilder;
import dev.showwise.migrate.runner.database.Access;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.CannotConnect;
import dev.showwise.migrate.runner.fault.Failure;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.fault.Reason;
import dev.showwise.migrate.runner.output.SupportNote;
import dev.showwise.migrate.runner.settings.Settings;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import dev.showwise.migrate.runner.support.Incident;
import dev.showwise.migrate.runner.support.ReportFile;
import dev.showwise.migrate.runner.support.Sources;
import dev.showwise.migrate.runner.support.SupportReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reports for whoever helps, about the database of one run of the program. */
final class SupportReports {
  /** Whoever reads a report does not want to wait for others. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

  private static final String OWN_VARIABLES = "SHOWWISE_";

  private final Session session;
  private final Verb verb;

  SupportReports(Session session, Verb verb) {
    this.session = session;
    this.verb = verb;
  }

  /**
   * Writes one about a run that failed, if somebody could need it. Whatever goes wrong with that is only
   * warned of: what people must hear of is how the run failed.
   */
  SupportNote afterFailure(Failure failure) {
    if (session.settings().has(Flag.NO_SUPPORT_REPORT) || !isWorthIt(failure)) {
      return SupportNote.NONE;
    }
    try {
      Path file = gather(Optional.of(failure)).writeAutomatically(folder());
      return new SupportNote(Optional.of(file), List.of());
    } catch (Throwable e) {
      // an Error, too, must not take the place of the failure
      return new SupportNote(
          Optional.empty(),
          List.of(Notice.warning(
              "no-support-report",
              "No support report could be written: " + Reason.of(e) + ".",
              "Make room, or allow writing there; or write one to another place with "
                  + session.command() + " support-report --to FILE.")));
    }
  }

  private boolean isWorthIt(Failure failure) {
    boolean internal =
        failure.notices().stream().anyMatch(notice -> notice.code().equals("internal"));
    return switch (failure.exit()) {
      case MIGRATION_FAILED, NOT_AS_ASKED, OUTCOME_UNKNOWN -> internal || session.isForChanging();
      case UNAVAILABLE ->
        session.isForChanging()
            && session.isOpen()
            && !(failure.cause().getCause() instanceof CannotConnect);
      default -> false;
    };
  }

  /** The folder that reports go to: beside a SQLite database, else the present one. */
  Path folder() {
    return subject()
        .filter(DatabaseAddress.SqliteFileAddress.class::isInstance)
        .map(sqlite -> ((DatabaseAddress.SqliteFileAddress) sqlite).file().getParent())
        .orElse(session.surroundings().workingDirectory())
        .resolve(ReportFile.FOLDER);
  }

  /** The database; empty if none that makes sense was named. */
  private Optional<DatabaseAddress> subject() {
    try {
      return Optional.of(session.subject());
    } catch (Fault e) {
      // each section about the database says so
      return Optional.empty();
    }
  }

  /** Gathers what there is to know. */
  SupportReport gather(Optional<Failure> failure) {
    Incident incident = new Incident(
        Instant.now(),
        verb.word(),
        options(),
        session.surroundings().environment().keySet().stream()
            .filter(name -> name.startsWith(OWN_VARIABLES))
            .sorted()
            .toList(),
        failure);
    return SupportReport.gather(
        incident, new Database(), Usage.version(), session.screen()::masked);
  }

  private Map<String, String> options() {
    Settings settings = session.settings();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("url", subject().map(DatabaseAddress::shownUrl).orElse("(none)"));
    options.put("user", settings.user().isPresent() ? "(given)" : "(not given)");
    options.put("password", settings.password().isPresent() ? "(given)" : "(not given)");
    options.put("schema", settings.schema().orElse("(the connection's own)"));
    options.put("migrations", settings.migrations().toString());
    // not their placeholders, whose values may be secrets
    options.put(
        "scripts", settings.scripts().stream().map(Scripts::place).toList().toString());
    options.put(
        "distribution", session.surroundings().home().map(Path::toString).orElse("(none)"));
    options.put("working directory", session.surroundings().workingDirectory().toString());
    options.put("lock time-out", settings.lockTimeout().toMillis() + " ms");
    options.put("verbosity", settings.verbosity().name().toLowerCase(java.util.Locale.ROOT));
    options.put(
        "switched on",
        Arrays.stream(Flag.values())
            .filter(settings::has)
            .map(Flag::word)
            .toList()
            .toString());
    return options;
  }

  /** Looks at the database, each time anew: what one look met should not be in the way of the next. */
  private final class Database implements Sources {
    @Override
    public DatabaseAddress address() {
      return session.subject();
    }

    @Override
    public StatusReport list() {
      return look(builder -> builder.build().list());
    }

    @Override
    public Plan plan() {
      return look(builder -> builder.build().plan(Target.all()));
    }

    @Override
    public VerificationReport verify() {
      return look(builder -> builder.build().verify());
    }

    @Override
    public SchemaDescription schema() {
      return look(EngineBuilder::describeSchema);
    }

    @Override
    public List<HistoryEntry> history(int limit) {
      return look(builder -> builder.history(limit));
    }

    private <T> T look(Function<EngineBuilder, T> looking) {
      try (OpenedDatabase opened = session.openAside(session.subject(), Access.READ)) {
        Duration wanted = session.settings().lockTimeout();
        Duration wait = wanted.compareTo(LONGEST_WAIT) < 0 ? wanted : LONGEST_WAIT;
        return looking.apply(session.builder(opened).lockTimeout(wait));
      }
    }
  }

  /** Writes one because somebody asked for it. */
  Path write(Optional<Path> file) throws IOException {
    SupportReport report = gather(Optional.empty());
    return file.isPresent() ? report.writeTo(file.get()) : report.writeInto(folder());
  }
}
