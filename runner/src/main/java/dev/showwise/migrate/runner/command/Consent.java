package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.Optional;

/** Shows what would be lost and asks for a yes. */
final class Consent implements RollbackConsent {
  private final Session session;
  private final Question question;

  Consent(Session session) {
    this.session = session;
    this.question = new Question(session, "Not rolled back");
  }

  @Override
  public boolean agreesTo(Plan plan) {
    session.reporter().aboutToRollBack(plan);
    return question.isAnsweredWithYes();
  }

  /** Why there was no yes; empty if there was one, or if nobody was asked. */
  Optional<Notice> refusal() {
    return question.refusal();
  }
}
