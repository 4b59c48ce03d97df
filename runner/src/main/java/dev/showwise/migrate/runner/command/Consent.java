package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.Optional;

/** Shows what would be lost, or decided, and asks for a yes. */
final class Consent implements RollbackConsent, RepairConsent {
  private final Session session;
  private final Question question;

  /** {@code otherwise} is what is said of a no: {@code Not rolled back}. */
  Consent(Session session, String otherwise) {
    this.session = session;
    this.question = new Question(session, otherwise);
  }

  @Override
  public boolean agreesTo(Plan plan) {
    session.reporter().aboutToRollBack(plan);
    return question.isAnsweredWithYes();
  }

  @Override
  public boolean agreesTo(Diagnosis diagnosis, RepairDecision decision) {
    session.reporter().aboutToRepair(diagnosis, decision);
    return question.isAnsweredWithYes();
  }

  /** Why there was no yes; empty if there was one, or if nobody was asked. */
  Optional<Notice> refusal() {
    return question.refusal();
  }
}
