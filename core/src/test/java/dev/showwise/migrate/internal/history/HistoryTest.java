package dev.showwise.migrate.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What follows from the rows of a history. */
class HistoryTest {
  private static final MigrationId ONE = id("m", "1");
  private static final MigrationId TWO = id("m", "2");

  private final History history = new History();

  private static MigrationId id(String module, String version) {
    return new MigrationId(module, MigrationVersion.of(version));
  }

  private HistoryEntry row(
      MigrationId id, Event event, Direction direction, int ordinal, String claim) {
    HistoryEntry plain = new HistoryEntry(
        history.lastSeq() + 1,
        event,
        new MigrationLabel(id, "v" + id.version()),
        "description",
        Optional.of(new Checksum("t", "c" + id.version())),
        direction,
        ordinal,
        "hash of a statement",
        claim,
        "actor",
        "instance",
        "session",
        Instant.parse("2026-02-14T09:00:00Z"),
        5,
        "detail",
        "",
        history.lastHash(),
        "");
    return RowHash.completed(plain, history.digestAfter(plain));
  }

  private HistoryEntry happened(MigrationId id, Event event, Direction direction, int ordinal) {
    HistoryEntry row = row(id, event, direction, ordinal, "claim of " + id);
    history.add(row);
    return row;
  }

  private HistoryEntry happened(MigrationId id, Event event) {
    return happened(id, event, Direction.UP, 0);
  }

  @Test
  void an_empty_one_has_nothing() {
    assertThat(history.lastSeq()).isZero();
    assertThat(history.size()).isZero();
    assertThat(history.open()).isEmpty();
    assertThat(history.firstHash()).isEmpty();
    assertThat(history.lastHash()).isEmpty();
    assertThat(history.lastDone()).isEmpty();
  }

  @Test
  void where_it_came_from_stays_when_a_person_accepts_something_later() {
    HistoryEntry applied = happened(ONE, Event.APPLIED);
    happened(ONE, Event.REPAIRED);

    assertThat(history.origin(ONE)).contains(applied);
    assertThat(history.lastDone()).contains(applied);
  }

  @Test
  void a_decision_that_it_is_done_is_where_it_came_from_if_nothing_else_is() {
    happened(ONE, Event.FAILED, Direction.UP, 1);
    HistoryEntry decided = happened(ONE, Event.REPAIRED);

    assertThat(history.origin(ONE)).contains(decided);
  }

  @Test
  void what_is_undone_comes_from_nowhere_and_comes_from_there_when_it_is_applied_again() {
    happened(ONE, Event.ADOPTED);
    happened(ONE, Event.REVERTED, Direction.DOWN, 0);
    assertThat(history.origin(ONE)).isEmpty();
    assertThat(history.isDone(ONE)).isFalse();

    HistoryEntry again = happened(ONE, Event.APPLIED);
    assertThat(history.origin(ONE)).contains(again);

    happened(ONE, Event.REPAIRED, Direction.DOWN, 0);
    assertThat(history.origin(ONE)).isEmpty();
    assertThat(History.isUndone(history.latest(ONE).orElseThrow())).isTrue();
  }

  @Test
  void undone_is_what_was_reverted_or_settled_so_and_nothing_else() {
    assertThat(History.isUndone(row(ONE, Event.REVERTED, Direction.DOWN, 0, "")))
        .isTrue();
    assertThat(History.isUndone(row(ONE, Event.REPAIRED, Direction.DOWN, 0, "")))
        .isTrue();
    assertThat(History.isUndone(row(ONE, Event.REPAIRED, Direction.UP, 0, ""))).isFalse();
    assertThat(History.isUndone(row(ONE, Event.APPLIED, Direction.UP, 0, ""))).isFalse();
  }

  @Test
  void the_last_one_done_is_the_one_applied_last_whatever_was_noted_since() {
    happened(TWO, Event.APPLIED);
    HistoryEntry last = happened(ONE, Event.APPLIED);
    happened(TWO, Event.REPAIRED);
    HistoryEntry elsewhere = happened(id("n", "1"), Event.APPLIED);

    assertThat(history.lastDone()).contains(elsewhere);
    assertThat(history.lastDone(Set.of("m"))).contains(last);
    assertThat(history.lastDone(Set.of("other"))).isEmpty();
  }

  @Test
  void an_attempt_is_open_until_it_says_how_it_ended() {
    HistoryEntry started = happened(ONE, Event.STARTED);
    assertThat(history.open()).contains(started);
    HistoryEntry step = happened(ONE, Event.STEP, Direction.UP, 1);
    assertThat(history.open()).contains(step);
    happened(ONE, Event.APPLIED);
    assertThat(history.open()).isEmpty();
  }

  @Test
  void an_attempt_has_all_rows_of_its_claim_and_no_others() {
    HistoryEntry started = happened(ONE, Event.STARTED);
    HistoryEntry ended = happened(ONE, Event.APPLIED);
    HistoryEntry other = happened(TWO, Event.APPLIED);

    assertThat(history.attempt(ended)).containsExactly(started, ended);
    assertThat(history.attempt(other)).containsExactly(other);
    assertThat(history.size()).isEqualTo(3);
    assertThat(history.firstHash()).contains(started.hash());
    assertThat(history.lastHash()).isEqualTo(other.hash());
  }

  @Test
  void the_recorded_checksum_is_that_of_the_latest_row() {
    happened(ONE, Event.APPLIED);

    assertThat(history.recordedChecksum(ONE)).contains(new Checksum("t", "c1"));
    assertThat(history.recordedChecksum(TWO)).isEmpty();
  }

  @Test
  void an_attempt_that_left_nothing_leaves_a_migration_what_it_was_and_its_digest_too() {
    String before = happened(ONE, Event.APPLIED).digest();
    HistoryEntry started = happened(ONE, Event.STARTED, Direction.DOWN, 0);
    HistoryEntry nothing = happened(ONE, Event.FAILED, Direction.DOWN, 0);

    assertThat(started.digest()).isNotEqualTo(before);
    assertThat(nothing.digest()).isEqualTo(before);
    assertThat(history.isDone(ONE)).isTrue();

    HistoryEntry something = happened(ONE, Event.FAILED, Direction.DOWN, 1);
    assertThat(something.digest()).isNotEqualTo(before);
    assertThat(history.isDone(ONE)).isFalse();
  }

  @Test
  void each_part_of_a_row_is_part_of_its_hash() {
    HistoryEntry row = row(ONE, Event.APPLIED, Direction.UP, 1, "claim");
    List<UnaryOperator<HistoryEntry>> edits = List.of(
        r -> with(
            r, 2, r.event(), r.migration(), r.description(), r.checksum(), r.direction(), 1, "x"),
        r -> with(
            r,
            1,
            Event.ADOPTED,
            r.migration(),
            r.description(),
            r.checksum(),
            r.direction(),
            1,
            "x"),
        r -> with(
            r,
            1,
            r.event(),
            new MigrationLabel(id("n", "1"), "v1"),
            r.description(),
            r.checksum(),
            r.direction(),
            1,
            "x"),
        r -> with(
            r,
            1,
            r.event(),
            new MigrationLabel(TWO, "v1"),
            r.description(),
            r.checksum(),
            r.direction(),
            1,
            "x"),
        r -> with(
            r,
            1,
            r.event(),
            new MigrationLabel(ONE, "other"),
            r.description(),
            r.checksum(),
            r.direction(),
            1,
            "x"),
        r -> with(r, 1, r.event(), r.migration(), "other", r.checksum(), r.direction(), 1, "x"),
        r -> with(
            r,
            1,
            r.event(),
            r.migration(),
            r.description(),
            Optional.empty(),
            r.direction(),
            1,
            "x"),
        r -> with(
            r,
            1,
            r.event(),
            r.migration(),
            r.description(),
            Optional.of(new Checksum("t", "c2")),
            r.direction(),
            1,
            "x"),
        r -> with(
            r, 1, r.event(), r.migration(), r.description(), r.checksum(), Direction.DOWN, 1, "x"),
        r -> with(
            r, 1, r.event(), r.migration(), r.description(), r.checksum(), r.direction(), 2, "x"));
    Set<String> hashes = new HashSet<>();
    hashes.add(RowHash.of(with(
        row,
        1,
        row.event(),
        row.migration(),
        row.description(),
        row.checksum(),
        row.direction(),
        1,
        "x")));
    edits.forEach(edit -> hashes.add(RowHash.of(edit.apply(row))));
    for (int part = 0; part < 8; part++) {
      hashes.add(RowHash.of(texts(row, part)));
    }

    assertThat(hashes).hasSize(1 + edits.size() + 8);
  }

  private static HistoryEntry with(
      HistoryEntry r,
      long seq,
      Event event,
      MigrationLabel migration,
      String description,
      Optional<Checksum> checksum,
      Direction direction,
      int ordinal,
      String text) {
    return new HistoryEntry(
        seq,
        event,
        migration,
        description,
        checksum,
        direction,
        ordinal,
        text,
        text,
        text,
        text,
        text,
        r.at(),
        r.millis(),
        text,
        text,
        text,
        "");
  }

  /** The row with one of its texts, or of what is made a text, changed. */
  private static HistoryEntry texts(HistoryEntry r, int changed) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      texts.add(i == changed ? "y" : "x");
    }
    return new HistoryEntry(
        1,
        r.event(),
        r.migration(),
        r.description(),
        r.checksum(),
        r.direction(),
        1,
        texts.get(0),
        texts.get(1),
        texts.get(2),
        texts.get(3),
        texts.get(4),
        r.at(),
        r.millis(),
        texts.get(5),
        texts.get(6),
        texts.get(7),
        "");
  }

  /** Histories of all users depend on this value: it must never change. */
  @Test
  void has_a_hash_that_stays_the_same_in_every_release() {
    HistoryEntry row = new HistoryEntry(
        7,
        Event.APPLIED,
        new MigrationLabel(id("showwise", "1.0"), "2fa"),
        "Two-factor authentication",
        Optional.of(new Checksum("t", "abc")),
        Direction.UP,
        0,
        "",
        "claim",
        "crew",
        "instance",
        "process 1",
        Instant.parse("2026-02-14T09:00:00Z"),
        5,
        "",
        "digest",
        "previous",
        "");

    assertThat(RowHash.of(row))
        .isEqualTo("aab5fb65008ab3070b019d4ab259821d2d54421d41f80e7cbc35ed48a3309acf");
  }

  @Test
  void time_and_duration_are_part_of_it_too() {
    HistoryEntry row = row(ONE, Event.APPLIED, Direction.UP, 1, "claim");
    HistoryEntry later = new HistoryEntry(
        row.seq(),
        row.event(),
        row.migration(),
        row.description(),
        row.checksum(),
        row.direction(),
        row.ordinal(),
        row.statementHash(),
        row.claim(),
        row.actor(),
        row.instance(),
        row.session(),
        row.at().plusMillis(1),
        row.millis(),
        row.detail(),
        row.digest(),
        row.previousHash(),
        "");
    HistoryEntry longer = new HistoryEntry(
        row.seq(),
        row.event(),
        row.migration(),
        row.description(),
        row.checksum(),
        row.direction(),
        row.ordinal(),
        row.statementHash(),
        row.claim(),
        row.actor(),
        row.instance(),
        row.session(),
        row.at(),
        row.millis() + 1,
        row.detail(),
        row.digest(),
        row.previousHash(),
        "");

    assertThat(Set.of(RowHash.of(row), RowHash.of(later), RowHash.of(longer))).hasSize(3);
  }
}
