package dev.showwise.migrate.runner.support;

import dev.showwise.migrate.runner.fault.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the report is about.
 *
 * @param at when
 * @param verb what the program was told to do
 * @param options what was in effect, without secrets, in order
 * @param variables the names of the program's own variables in the environment
 * @param failure how it failed; empty if somebody asked for the report
 */
public record Incident(
    Instant at,
    String verb,
    Map<String, String> options,
    List<String> variables,
    Optional<Failure> failure) {
  /** Copies the list. */
  public Incident {
    variables = List.copyOf(variables);
  }
}
