package dev.showwise.migrate.runner.fault;

import dev.showwise.migrate.Problem;
import java.util.Locale;

/**
 * Something that people or programs should know: what the engine calls a problem, or one that the
 * program itself found.
 *
 * @param code a stable name for programs
 * @param message what is the matter, and where
 * @param remedy what to do next; empty if there is nothing to say
 * @param severity how much it matters
 */
public record Notice(String code, String message, String remedy, Problem.Severity severity) {

  /** An error that the program itself found. */
  public static Notice error(String code, String message, String remedy) {
    return new Notice(code, message, remedy, Problem.Severity.ERROR);
  }

  /** A warning that the program itself has. */
  public static Notice warning(String code, String message, String remedy) {
    return new Notice(code, message, remedy, Problem.Severity.WARNING);
  }

  /** A problem of the engine. */
  public static Notice of(Problem problem) {
    return new Notice(problem.code(), problem.message(), problem.remedy(), problem.severity());
  }

  /** Whether it stops what was asked for. */
  public boolean isError() {
    return severity == Problem.Severity.ERROR;
  }

  /** The severity as programs read it. */
  public String severityWord() {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
