package dev.showwise.migrate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person may decide about a migration that cannot go on by itself. */
public enum RepairDecision {
  /** All of it is in the database; it counts as applied. Nothing is executed. */
  DONE,
  /** It is not in the database; it counts as not applied, and is pending again. Nothing is executed. */
  NOT_DONE,
  /** What is there of it is taken back by its own way back; then it is pending again. */
  UNDO,
  /** It does what it did when it was applied; its checksum of today is recorded. */
  ACCEPT_CHECKSUM;

  /** The word that people type: {@code not-done}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The decision that is typed so; empty if there is none. */
  public static Optional<RepairDecision> of(String word) {
    return Arrays.stream(values())
        .filter(decision -> decision.word().equals(word))
        .findFirst();
  }

  /** All words, in order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(RepairDecision::word).toList();
  }
}
