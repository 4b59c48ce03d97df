package dev.showwise.migrate.runner.command;

import dev.showwise.migrate.runner.fault.Notice;
import dev.showwise.migrate.runner.settings.Settings.Flag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for a yes, once. Whatever else is typed, and whatever else happens, is a no. */
final class Question {
  private static final String REMEDY =
      "Type yes when asked, or give --yes where nobody can be asked.";

  private final Session session;
  private final String otherwise;
  private @Nullable Notice refusal;

  /**
   * A question to whoever is at the terminal.
   *
   * @param otherwise what a no means: {@code Not rolled back}
   */
  Question(Session session, String otherwise) {
    this.session = session;
    this.otherwise = otherwise;
  }

  /** Whether a person, or {@code --yes}, said yes. */
  boolean isAnsweredWithYes() {
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
    refusal = Notice.error("declined", otherwise + ": " + why + ". Nothing was changed.", REMEDY);
    return false;
  }

  /** Why there was no yes; empty if there was one, or if nobody was asked. */
  Optional<Notice> refusal() {
    return Optional.ofNullable(refusal);
  }
}
