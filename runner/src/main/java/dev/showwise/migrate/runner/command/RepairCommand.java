package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RepairReport;
import dev.showwise.migrate.RepairRequest;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Nearest;
import dev.showwise.migrate.runner.output.DiagnosisDocument;
import dev.showwise.migrate.runner.output.RepairDocument;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is known of a migration, and records what a person decides about it. */
@Command(
    name = "repair",
    sortOptions = false,
    description =
        "Settles a migration that failed or was interrupted half-way, that changed, or that is"
            + " not at hand. Without --as it says what is known, and which decisions there are, and"
            + " changes nothing. Nothing is ever deleted from the history.")
final class RepairCommand extends VerbCommand {
  @Parameters(
      paramLabel = "NAME",
      description = "the migration, such as 2fa, showwise:2fa, or by its version showwise:1.0")
  String name = "";

  @Option(
      names = "--as",
      paramLabel = "DECISION",
      description =
          "done: all of it is there; not-done: it is not there; undo: take back what is there;"
              + " accept-checksum: it does what it did")
  @Nullable
  String as;

  @Option(names = "--insist", description = "even if what can be seen contradicts the decision")
  boolean insist;

  @Override
  ExitCode run(Session session) {
    Optional<RepairDecision> decision = decision();
    return decision.isPresent() ? repair(session, decision.get()) : diagnose(session);
  }

  private ExitCode diagnose(Session session) {
    if (insist) {
      throw Fault.usage("--insist says nothing without --as.", "Give --as DECISION too.");
    }
    DiagnosisDocument document = new DiagnosisDocument(session.read(database -> {
      Diagnosis seen = session.engine(database).diagnose(name);
      return seen.of(database.shown(seen.database()));
    }));
    session.reporter().opening(session.address());
    session.reporter().report(document);
    return document.exit();
  }

  private ExitCode repair(Session session, RepairDecision decision) {
    OpenedDatabase database = session.openForWriting();
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engine(database);
    Consent consent = new Consent(session, "Not settled");
    RepairRequest request = RepairRequest.of(name, decision);
    session.interruption().beginWork();
    RepairReport report = engine.repair(insist ? request.insisting() : request, consent);
    session.interruption().checkpoint();
    consent.refusal().ifPresent(why -> session.reporter().note(List.of(why)));
    Diagnosis shown = report.found().of(database.shown(report.found().database()));
    RepairDocument document = new RepairDocument(report, new DiagnosisDocument(shown));
    session.reporter().report(document);
    return document.exit();
  }

  private Optional<RepairDecision> decision() {
    if (as == null) {
      return Optional.empty();
    }
    Optional<RepairDecision> decision = RepairDecision.of(as);
    if (decision.isEmpty()) {
      String near = Nearest.question(as, RepairDecision.words());
      throw Fault.usage(
          "There is no decision '" + as + "'.",
          (near.isEmpty() ? "" : near + " ") + "Known are: "
              + String.join(", ", RepairDecision.words()) + ".");
    }
    return decision;
  }
}
