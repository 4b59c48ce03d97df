package dev.showwise.migrate.runner.output;

import dev.showwise.migrate.runner.fault.Notice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of the report for whoever helps.
 *
 * @param file where it is; empty if there is none
 * @param warnings why there is none, if there should be one
 */
public record SupportNote(Optional<Path> file, List<Notice> warnings) {
  /** There is none, and none was wanted. */
  public static final SupportNote NONE = new SupportNote(Optional.empty(), List.of());

  /** Copies the list. */
  public SupportNote {
    warnings = List.copyOf(warnings);
  }
}
