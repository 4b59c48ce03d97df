package dev.showwise.migrate.internal.backup;

import dev.showwise.migrate.Backup;
import dev.showwise.migrate.Backup.Check;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is written beside a backup once it was read back: without it a file is no backup of ours. Lines
 * of names and values, for people and programs.
 *
 * @param createdAt when the backup was begun
 * @param bytes its size
 * @param sha256 the hash of the file
 * @param check how closely it was looked at
 * @param facts what else is worth knowing, such as the journal mode
 */
record Manifest(
    Instant createdAt, long bytes, String sha256, Check check, Map<String, String> facts) {
  /** Which database a backup is of. */
  static final String DATABASE = "database";

  static final String JOURNAL_MODE = "journal-mode";
  static final String STATE = "state";
  static final String ROWS = "rows";

  private static final String FORMAT = "1";
  private static final String HEAD =
      "# A backup by ShowWise Migrate, as it was when it was read back."
          + " Restoring compares the file with this.\n";

  Manifest {
    facts = Map.copyOf(facts);
  }

  /** How many rows all tables have; 0 if it does not say. */
  long rows() {
    return Long.parseLong(facts.getOrDefault(ROWS, "0"));
  }

  /** Where the manifest of a backup is. */
  static Path beside(Path backup) {
    return backup.resolveSibling(backup.getFileName() + ".manifest");
  }

  static Manifest of(Backup backup, Map<String, String> facts) {
    return new Manifest(backup.createdAt(), backup.bytes(), backup.sha256(), backup.check(), facts);
  }

  /**
   * The manifest of a backup.
   *
   * @return empty if there is none
   * @throws IOException if it cannot be read, or is none of a version that is known here
   */
  static Optional<Manifest> of(Path backup) throws IOException {
    String text;
    try {
      text = Files.readString(beside(backup));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(beside(backup) + " is not a manifest that this version can read ("
          + e.getMessage() + ")");
    }
  }

  private static Manifest parse(String text) {
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!FORMAT.equals(lines.getProperty("format"))) {
      throw new IllegalArgumentException("its format is " + lines.getProperty("format"));
    }
    Map<String, String> facts = new LinkedHashMap<>();
    for (String name : lines.stringPropertyNames()) {
      facts.put(name, lines.getProperty(name));
    }
    // what is no number is found now, not in the middle of a restore
    Long.parseLong(facts.getOrDefault(ROWS, "0"));
    return new Manifest(
        Instant.parse(required(lines, "created")),
        Long.parseLong(required(lines, "bytes")),
        required(lines, "sha256"),
        Check.valueOf(required(lines, "check")),
        facts);
  }

  private static String required(Properties lines, String name) {
    String value = lines.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("it does not say " + name);
    }
    return value;
  }

  byte[] toBytes() {
    // what is known here wins over what a provider has to say
    Map<String, String> lines = new LinkedHashMap<>(facts);
    lines.put("format", FORMAT);
    lines.put("created", createdAt.toString());
    lines.put("bytes", Long.toString(bytes));
    lines.put("sha256", sha256);
    lines.put("check", check.name());
    StringBuilder text = new StringBuilder(HEAD);
    lines.forEach((name, value) -> text.append(name)
        .append('=')
        .append(value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
        .append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
