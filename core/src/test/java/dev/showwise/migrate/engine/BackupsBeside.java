package dev.showwise.migrate.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is in the folder of backups beside a SQLite database of the {@link Season}. */
final class BackupsBeside {
  private BackupsBeside() {}

  static Set<String> filesIn(Path place) {
    if (!Files.isDirectory(place)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return new TreeSet<>(files.map(file -> String.valueOf(file.getFileName())).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is not sound among the backups beside a database, whose state is {@code wanted}. */
  static List<String> unsound(Path place, List<Set<String>> wanted) throws SQLException {
    List<String> findings = new ArrayList<>();
    Set<String> files = filesIn(place);
    for (String file : files) {
      if (file.startsWith(".")) {
        findings.add("a draft was left: " + file);
      } else if (files.contains(file + ".manifest")) {
        SeasonJudge judge = SeasonJudge.of(SqliteStage.source(place.resolve(file)));
        findings.addAll(judge.contradictions(Set.of()));
        if (!wanted.contains(judge.done())) {
          findings.add("a backup has " + judge.done());
        }
      } else if (!file.endsWith(".manifest")) {
        findings.add("a backup has no manifest: " + file);
      }
    }
    return findings;
  }
}
