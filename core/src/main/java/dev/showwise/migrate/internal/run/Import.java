package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.ImportConsent;
import dev.showwise.migrate.ImportProposal;
import dev.showwise.migrate.ImportReport;
import dev.showwise.migrate.ImportRequest;
import dev.showwise.migrate.MigrationException.LockTimeout;
import dev.showwise.migrate.MigrationException.OutcomeUnknown;
import dev.showwise.migrate.MigrationException.UnknownTarget;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.run.Exclusive.Appended;
import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.internal.takeover.ForeignHistory;
import dev.showwise.migrate.internal.takeover.Takeover;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Takes over what another tool has done. All rows are appended in one transaction of row changes, which
 * every product undoes as a whole; so after any interruption either all are there or none.
 */
public final class Import {
  private final Environment environment;

  /** For one engine; holds nothing of a run. */
  public Import(Environment environment) {
    this.environment = environment;
  }

  /** Records it, if {@code consent} agrees. */
  public ImportReport run(ImportRequest request, ImportConsent consent) {
    long start = System.nanoTime();
    requireKnown(request);
    ImportProposal proposal;
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        run.limitWaits();
        proposal = propose(run, run.settledHistory(), request);
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
    if (proposal.imported().isEmpty()) {
      return report(ImportReport.Outcome.NOTHING_TO_DO, proposal, start);
    }
    // no connection is held while a person thinks
    if (!consent.agreesTo(proposal)) {
      return report(ImportReport.Outcome.DECLINED, proposal, start);
    }
    try (Session session = Session.open(environment)) {
      Run run = new Run(environment, session);
      try {
        return report(record(run, request, proposal), proposal, start);
      } catch (SQLException e) {
        throw Troubles.of(e, session, null);
      }
    }
  }

  private static ImportReport report(
      ImportReport.Outcome outcome, ImportProposal proposal, long start) {
    return new ImportReport(outcome, proposal, Duration.ofNanos(System.nanoTime() - start));
  }

  private void requireKnown(ImportRequest request) {
    request.tool().filter(tool -> !ForeignHistory.tools().contains(tool)).ifPresent(tool -> {
      throw new UnknownTarget("There is no tool '" + tool + "' to import from. Known are: "
          + String.join(", ", ForeignHistory.tools()) + ".");
    });
    request.module().filter(m -> !environment.catalog().modules().contains(m)).ifPresent(m -> {
      throw new UnknownTarget("There is no module '" + m + "'. Known are: "
          + String.join(", ", environment.catalog().modules()) + ".");
    });
  }

  private ImportProposal propose(Run run, History history, ImportRequest request)
      throws SQLException {
    Session session = run.session();
    List<ForeignHistory> found = run.read(() -> ForeignHistory.read(
        new ReadOnlyView(session, new LiveSchema(session.connection(), session.dialect())),
        request));
    if (found.isEmpty()) {
      throw run.refused(List.of(new Problem.NothingToImport(ForeignHistory.lookedFor(request))));
    } else if (found.size() > 1) {
      throw run.refused(List.of(new Problem.SeveralHistories(
          found.stream().map(one -> one.tool() + " in " + one.table()).toList())));
    }
    ImportProposal proposal = Takeover.of(found.get(0), meant(request), history);
    List<Problem> errors = proposal.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
        .toList();
    if (!errors.isEmpty()) {
      throw run.refused(errors);
    }
    return proposal;
  }

  private Collection<CatalogEntry> meant(ImportRequest request) {
    return request.module().isPresent()
        ? environment.catalog().module(request.module().get())
        : environment.catalog().entries();
  }

  private ImportReport.Outcome record(Run run, ImportRequest request, ImportProposal agreed)
      throws SQLException {
    Session session = run.session();
    run.requireSound();
    run.limitWaits();
    History history = run.settledHistory();
    run.requireHistoryTable(history);
    while (true) {
      ImportProposal now = propose(run, history, request);
      if (now.imported().isEmpty()) {
        // somebody else took over the same meanwhile
        return ImportReport.Outcome.NOTHING_TO_DO;
      } else if (!new HashSet<>(agreed.imported()).containsAll(now.imported())) {
        throw run.refused(List.of(new Problem.ImportMovedOn(now.tool())));
      }
      Appended appended = append(run, history, now);
      if (appended == Appended.DONE) {
        run.requireSameFile();
        return ImportReport.Outcome.IMPORTED;
      } else if (Exclusive.notAppended(session, appended, run.patience())
          instanceof ClaimResult.TimedOut late) {
        throw new LockTimeout(late.message(), late.cause(), run.progress().report(Outcome.FAILED));
      }
      history = run.historyAfterOthers();
    }
  }

  private Appended append(Run run, History history, ImportProposal proposal) throws SQLException {
    Session session = run.session();
    Exclusive.begin(session, run.patience());
    List<HistoryEntry> rows;
    try {
      rows = rows(session, history, proposal);
      session.history().append(session.connection(), rows);
    } catch (SQLException e) {
      session.rollback(e);
      return Exclusive.outcome(session, e);
    } catch (Throwable e) {
      session.rollback(e);
      throw e;
    }
    try {
      Exclusive.commit(session, run.patience());
      return Appended.DONE;
    } catch (Throwable e) {
      return settle(run, rows.get(0), e);
    }
  }

  /** The first row stands for all: they are committed together. */
  private Appended settle(Run run, HistoryEntry first, Throwable failure) throws SQLException {
    Session session = run.session();
    boolean rolledBack = session.rollback(failure);
    if (rolledBack && failure instanceof SQLException e && Exclusive.isInTheWay(session, e)) {
      return Appended.HELD_UP;
    }
    session.abort(failure);
    Optional<Boolean> committed =
        Settlement.isCommitted(environment, first, run.patience(), failure);
    if (committed.isEmpty()) {
      throw new OutcomeUnknown(
          "The answer to the COMMIT of what was imported was lost, and it could not be found out what"
              + " became of it. Run the same import again: what is recorded already is left alone.",
          session.discretion().shown(failure),
          run.progress().report(Outcome.FAILED));
    } else if (failure instanceof Error error) {
      throw error;
    } else if (committed.get()) {
      return Appended.DONE;
    } else if (failure instanceof SQLException error) {
      throw error;
    }
    throw session.discretion().thrown((RuntimeException) failure);
  }

  private List<HistoryEntry> rows(Session session, History history, ImportProposal proposal)
      throws SQLException {
    Signature signature = Signature.of(environment, session);
    // rows build on each other; what was read must stay as it was read if they are not committed
    History growing = history.copy();
    List<HistoryEntry> rows = new ArrayList<>();
    for (ImportProposal.Taken taken : proposal.imported()) {
      CatalogEntry entry = environment.catalog().find(taken.migration().id()).orElseThrow();
      HistoryEntry row = signature.row(
          growing,
          Event.IMPORTED,
          entry,
          Direction.UP,
          0,
          "",
          Duration.ZERO,
          proposal.tool() + ": " + taken.theirs());
      growing.add(row);
      rows.add(row);
    }
    return rows;
  }
}
