package dev.showwise.migrate.internal.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which backups of a database stay in their folder.
 *
 * @param database the beginning of their names
 * @param keep how many of them stay
 */
record Retention(String database, int keep) {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  /**
   * Deletes the oldest backups of the database that {@code newest} is of until {@code keep} are left, and
   * drafts that killed processes left. Never {@code newest}, whatever the clock said when the others were
   * made; never a file without a manifest, which is none of ours, nor one whose manifest names another
   * database.
   *
   * @return what could not be deleted, in words; empty if all went well
   */
  List<String> tidy(BackupFolder folder, Path newest) throws IOException {
    Optional<String> origin = origin(newest);
    List<Path> older = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Path file : folder.files()) {
      if (BackupFolder.isDraft(file) && isForgotten(file)) {
        deleteOr(failures, file);
      } else if (isOne(file.getFileName().toString())
          && !file.getFileName().equals(newest.getFileName())
          && Files.exists(Manifest.beside(file))
          && origin(file).equals(origin)) {
        older.add(file);
      }
    }
    // the time is in the name, right after the database
    older.sort(
        Comparator.comparing((Path file) -> file.getFileName().toString()).reversed());
    for (Path old : older.subList(Math.min(Math.max(keep, 1) - 1, older.size()), older.size())) {
      deleteOr(failures, old);
      deleteOr(failures, Manifest.beside(old));
    }
    return failures;
  }

  /** Which database a backup is of, as its manifest says; empty if that cannot be read. */
  private static Optional<String> origin(Path backup) {
    try {
      return Manifest.of(backup)
          .map(manifest -> manifest.facts().getOrDefault(Manifest.DATABASE, ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isOne(String name) {
    return name.startsWith(database + ".")
        && name.substring(database.length() + 1).matches("\\d{8}T\\d{6}\\.\\d{3}Z\\..*")
        && !name.endsWith(".manifest");
  }

  private static boolean isForgotten(Path draft) throws IOException {
    return Files.getLastModifiedTime(draft).toInstant().isBefore(Instant.now().minus(FORGOTTEN));
  }

  private static void deleteOr(List<String> failures, Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      failures.add(file + ": " + e.getMessage());
    }
  }
}
