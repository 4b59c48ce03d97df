package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Notice;
import java.util.List;

/** What a verb has to say when it is done: one for each verb, in words and as data. */
public interface Document {
  /** How the run of the program ends. */
  ExitCode exit();

  /** What people should do or know about; a program finds them in {@code problems}. */
  List<Notice> notices();

  /** Tells it to people, the notices too. */
  void print(Screen screen);

  /** Writes the members of the JSON document but for {@code exit} and {@code problems}. */
  void write(JsonDocument json);
}
