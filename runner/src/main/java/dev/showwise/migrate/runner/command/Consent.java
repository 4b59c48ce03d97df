package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.Diagnosis;
import dev.showwise.migrate.Plan;
import dev.showwise.migrate.RepairConsent;
import dev.showwise.migrate.RepairDecision;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what would be lost, or decided, and asks for a yes. */
final class Consent implements RollbackConsent, RepairConsent {
  private static final String REMEDY =
      "Type yes when asked, or give --yes where nobody can be asked.";

  private final Session session;
  private final String undone;
  private @Nullable Notice refusal;

  /** {@code undone} is what is said of a no: {@code Not rolled back}. */
  Consent(Session session, String undone) {
    this.session = session;
    this.undone = undone;
  }

  @Override
  public boolean agreesTo(Plan plan) {
    session.reporter().aboutToRollBack(plan);
    return isAnsweredWithYes();
  }

  @Override
  public boolean agreesTo(Diagnosis diagnosis, RepairDecision decision) {
    session.reporter().aboutToRepair(diagnosis, decision);
    return isAnsweredWithYes();
  }

  private boolean isAnsweredWithYes() {
    if (session.settings().has(Flag.YES)) {
      return true;
    }
    if (session.settings().has(Flag.JSON)) {
      return refuse("nobody can be asked when the report is JSON");
    }
    // a signal at the question must not wait for an answer
    session.interruption().pauseWork();
    session.screen().ask("Type 'yes' to confirm: ");
    String answer;
    try {
      answer = new BufferedReader(new InputStreamReader(
              session.surroundings().stdin(), session.surroundings().charset()))
          .readLine();
    } catch (IOException e) {
      return refuse("the answer could not be read: " + e.getMessage());
    }
    if (answer == null) {
      session.screen().always("");
      return refuse("the input ended before there was an answer");
    }
    if (!answer.strip().equals("yes")) {
      return refuse("the answer was not 'yes'");
    }
    session.interruption().beginWork();
    session.interruption().checkpoint();
    return true;
  }

  private boolean refuse(String why) {
    refusal = Notice.error("declined", undone + ": " + why + ". Nothing was changed.", REMEDY);
    return false;
  }

  /** Why there was no yes; empty if there was one, or if nobody was asked. */
  Optional<Notice> refusal() {
    return Optional.ofNullable(refusal);
  }
}
