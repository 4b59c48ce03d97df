package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportRequest;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.ImportDocument;
import dev.showwise.migrate.runner.syntax.ParsedLine;
import java.util.List;
import java.util.Optional;

/** Takes over the history of another tool. */
final class ImportCommand implements VerbCommand {
  private static final String ANY = "auto";

  private final String from;
  private final Optional<String> table;
  private final Optional<String> module;

  ImportCommand(ParsedLine line) {
    this.from = line.value(ProgramOptions.FROM).orElse(ANY);
    this.table = line.value(ProgramOptions.TABLE);
    this.module = line.value(ProgramOptions.MODULE);
  }

  @Override
  public ExitCode run(Session session) {
    OpenedDatabase database = session.openForWriting();
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engine(database);
    ImportRequest request =
        new ImportRequest(Optional.of(from).filter(tool -> !tool.equals(ANY)), table, module);
    Question question = new Question(session, "Not imported");
    session.interruption().beginWork();
    ImportReport report = engine.importHistory(request, proposal -> {
      session.reporter().aboutToImport(proposal);
      return question.isAnsweredWithYes();
    });
    session.interruption().checkpoint();
    question.refusal().ifPresent(why -> session.reporter().note(List.of(why)));
    ImportDocument document = new ImportDocument(report);
    session.reporter().report(document);
    return document.exit();
  }
}
