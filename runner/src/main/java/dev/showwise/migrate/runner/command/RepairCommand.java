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
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.util.List;
import java.util.Optional;

/** Says what is known of a migration, and records what a person decides about it. */
final class RepairCommand implements VerbCommand {
  private final String name;
  private final Optional<String> as;
  private final boolean insist;

  RepairCommand(ParsedLine line) {
    this.name = line.operands().get(0);
    this.as = line.value(ProgramOptions.AS);
    this.insist = line.has(ProgramOptions.INSIST);
  }

  @Override
  public ExitCode run(Session session) {
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
    if (as.isEmpty()) {
      return Optional.empty();
    }
    Optional<RepairDecision> decision = RepairDecision.of(as.get());
    if (decision.isEmpty()) {
      String near = Nearest.question(as.get(), RepairDecision.words());
      throw Fault.usage(
          "There is no decision '" + as.get() + "'.",
          (near.isEmpty() ? "" : near + " ") + "Known are: "
              + String.join(", ", RepairDecision.words()) + ".");
    }
    return decision;
  }
}
