package dev.showwise.migrate.runner.support;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A report that was gathered, and can be written. It only reads, and takes a bounded time. */
public final class SupportReport {
  private static final Duration EACH = Duration.ofSeconds(10);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(15);
  private static final Duration ASKED_FOR = Duration.ofSeconds(60);

  private final Instant at;
  private final byte[] bytes;

  private SupportReport(Instant at, byte[] bytes) {
    this.at = at;
    this.bytes = bytes;
  }

  /**
   * Gathers what there is to know.
   *
   * @param incident what it is about
   * @param sources the database
   * @param version the program's, and Java's
   * @param masking takes secrets out of a text
   */
  public static SupportReport gather(
      Incident incident, Sources sources, String version, UnaryOperator<String> masking) {
    Duration all = incident.failure().isPresent() ? AFTER_FAILURE : ASKED_FOR;
    List<Section> sections = new ArrayList<>(IncidentSections.of(incident, version));
    sections.addAll(new DatabaseSections(incident, sources, new Deadline(all, EACH)).all());
    return new SupportReport(incident.at(), Bundle.of(sections, masking));
  }

  /** Writes it to a file that must not be there yet. */
  public Path writeTo(Path file) throws IOException {
    ReportFile.write(file, bytes);
    return file;
  }

  /** Writes it into a folder, because somebody asked for it. */
  public Path writeInto(Path folder) throws IOException {
    return ReportFile.writeAskedFor(folder, at, bytes);
  }

  /** Writes it into a folder by itself, and deletes the oldest that were written so. */
  public Path writeAutomatically(Path folder) throws IOException {
    return ReportFile.writeAutomatic(folder, at, bytes);
  }
}
