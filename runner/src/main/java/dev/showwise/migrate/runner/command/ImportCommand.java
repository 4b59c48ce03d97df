package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportRequest;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.runner.database.OpenedDatabase;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.output.ImportDocument;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes over the history of another tool. */
@Command(
    name = "import",
    sortOptions = false,
    description =
        "Takes over what another tool has done: reads its history table, matches it with the"
            + " migrations at hand, shows what it understood, asks, and records all of it at once. Nothing"
            + " is executed, and the other tool's table is never changed. Exit code 3 if it has done"
            + " what no migration at hand is, or did not finish something.")
final class ImportCommand extends VerbCommand {
  private static final String ANY = "auto";

  @Option(
      names = "--from",
      paramLabel = "TOOL",
      description =
          "flyway, liquibase, goose, golang-migrate, diesel, sqlx, dbmate; or auto: whichever has"
              + " a history here (default)")
  String from = ANY;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "its history table, if that has another name than usual")
  @Nullable
  String table;

  @Option(
      names = "--module",
      paramLabel = "NAME",
      description = "whose migrations are meant, if several modules are at hand")
  @Nullable
  String module;

  @Override
  ExitCode run(Session session) {
    OpenedDatabase database = session.openForWriting();
    session.reporter().opening(database.address());
    MigrationEngine engine = session.engine(database);
    ImportRequest request = new ImportRequest(
        Optional.of(from).filter(tool -> !tool.equals(ANY)),
        Optional.ofNullable(table),
        Optional.ofNullable(module));
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
