package dev.showwise.migrate.runner.create;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a new module's migration is written in. */
public enum Kind {
  /** It declares tables, columns and indexes. */
  TABLE,
  /** It is a script of SQL, and another one for the way back, in the jar. */
  SQL,
  /** It is written by hand in Java. */
  JAVA,
  /** It changes rows. */
  DATA;

  /** The kind of that word; empty if there is none. */
  public static Optional<Kind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** The words of all kinds. */
  public static List<String> words() {
    return Stream.of(values()).map(Kind::word).toList();
  }

  /** As people type it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The service as which it is found. */
  String service() {
    return this == SQL ? "MigrationSource" : "Migration";
  }
}
