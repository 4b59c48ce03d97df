package dev.showwise.migrate.internal.history;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.HistoryEntry;
import dev.showwise.migrate.HistoryEntry.Direction;
import dev.showwise.migrate.HistoryEntry.Event;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The history as it was read, with what follows from it: how each migration stands and the digest of
 * each module. Grows with the rows that the run itself appends. Keeps of the rows only those that still
 * matter, so that its size is a matter of how many migrations there are. For one thread.
 */
public final class History {
  private final Map<MigrationId, HistoryEntry> latest = new LinkedHashMap<>();
  private final Map<MigrationId, Optional<HistoryEntry>> beforeAttempt = new HashMap<>();
  private final Map<MigrationId, HistoryEntry> origins = new HashMap<>();
  private final Map<String, StateDigest> digests = new HashMap<>();
  private final List<Problem> tampering = new ArrayList<>();
  private Optional<String> firstHash = Optional.empty();
  private Optional<HistoryEntry> last = Optional.empty();
  private int size;

  /** A history without rows. */
  public History() {}

  /** The same rows, in a history that grows on its own. */
  public History copy() {
    History copy = new History();
    copy.latest.putAll(latest);
    copy.beforeAttempt.putAll(beforeAttempt);
    copy.origins.putAll(origins);
    digests.forEach((module, digest) -> copy.digests.put(module, new StateDigest(digest)));
    copy.tampering.addAll(tampering);
    copy.firstHash = firstHash;
    copy.last = last;
    copy.size = size;
    return copy;
  }

  /** Takes a row that was appended. */
  public void add(HistoryEntry row) {
    MigrationId id = row.migration().id();
    apply(row, digestOf(id.module()));
    examine(row, lastHash(), lastSeq() + 1);
    Optional<HistoryEntry> after = standingAfter(row);
    if (row.event() == Event.STARTED) {
      beforeAttempt.put(id, latest(id));
    }
    size++;
    last = Optional.of(row);
    firstHash = firstHash.or(() -> Optional.of(row.hash()));
    if (row.event() == Event.REPAIRED && row.direction() == Direction.UP) {
      // who only accepted another checksum did not make it
      origins.putIfAbsent(id, row);
    } else if (isDone(row)) {
      origins.put(id, row);
    } else if (isUndone(row)) {
      origins.remove(id);
    }
    after.ifPresentOrElse(standing -> latest.put(id, standing), () -> latest.remove(id));
  }

  /** The row by which a migration stands once {@code row} is appended; empty if it was never begun. */
  private Optional<HistoryEntry> standingAfter(HistoryEntry row) {
    return leftNothing(row)
        ? beforeAttempt.getOrDefault(row.migration().id(), Optional.empty())
        : Optional.of(row);
  }

  /** Whether an attempt ended before anything was done, so that the migration is what it was before. */
  private static boolean leftNothing(HistoryEntry row) {
    return leftNothing(row.event(), row.ordinal());
  }

  /** Whether a row says that an attempt ended before anything was done. */
  public static boolean leftNothing(Event event, int ordinal) {
    return (event == Event.FAILED || event == Event.INTERRUPTED) && ordinal == 0;
  }

  private StateDigest digestOf(String module) {
    return digests.computeIfAbsent(module, m -> new StateDigest());
  }

  private void apply(HistoryEntry row, StateDigest digest) {
    HistoryEntry before = latest.get(row.migration().id());
    if (before != null) {
      standing(before)
          .ifPresent(s -> digest.subtract(before.migration().id(), s, before.checksum()));
    }
    standingAfter(row)
        .ifPresent(after -> standing(after)
            .ifPresent(s -> digest.add(after.migration().id(), s, after.checksum())));
  }

  private static Optional<StateDigest.Standing> standing(HistoryEntry row) {
    return isDone(row)
        ? Optional.of(StateDigest.Standing.DONE)
        : isUnfinished(row) ? Optional.of(StateDigest.Standing.UNFINISHED) : Optional.empty();
  }

  /** Whether a migration counts as done when this is its latest row. */
  public static boolean isDone(HistoryEntry row) {
    return isDone(row.event(), row.direction());
  }

  /** Whether a migration counts as done when its latest row says this. */
  public static boolean isDone(Event event, Direction direction) {
    return switch (event) {
      case APPLIED, ADOPTED, IMPORTED -> true;
      // a person's decision names the direction in which the migration was settled
      case REPAIRED -> direction == Direction.UP;
      default -> false;
    };
  }

  /** Whether a migration counts as begun and not finished when this is its latest row. */
  public static boolean isUnfinished(HistoryEntry row) {
    return row.event() == Event.FAILED
        || row.event() == Event.INTERRUPTED
        || row.event().isOpen();
  }

  /** Whether a migration was applied once and is not any more when this is its latest row. */
  public static boolean isUndone(HistoryEntry row) {
    return row.event() == Event.REVERTED
        || (row.event() == Event.REPAIRED && row.direction() == Direction.DOWN);
  }

  /** The digest that a module will have once {@code row} is appended. */
  public String digestAfter(HistoryEntry row) {
    StateDigest digest = new StateDigest(digestOf(row.migration().id().module()));
    apply(row, digest);
    return digest.toString();
  }

  /** The digest of a module; empty if it has no row. */
  public Optional<String> digest(String module) {
    return Optional.ofNullable(digests.get(module)).map(StateDigest::toString);
  }

  /**
   * The row by which each migration stands once {@code row} is appended, of those that are among the last ones
   * then: what {@link RecentState#standing()} will be.
   */
  public Collection<RecentState.Row> recentStanding(HistoryEntry row) {
    Map<MigrationId, HistoryEntry> after = new HashMap<>(latest);
    after.put(row.migration().id(), row);
    return after.values().stream()
        .filter(one -> one.seq() > row.seq() - RecentState.WINDOW)
        .map(RecentState::row)
        .toList();
  }

  /**
   * The latest row of a migration that says how it stands; empty if it has none. Rows of an attempt that
   * ended before anything was done do not.
   */
  public Optional<HistoryEntry> latest(MigrationId id) {
    return Optional.ofNullable(latest.get(id));
  }

  /** The latest row of every migration that has one, in the order of their first rows. */
  public Collection<HistoryEntry> latest() {
    return latest.values();
  }

  /**
   * The row that says how a migration came to be done: whether it was applied or adopted, and when. It
   * stays when a person settles or accepts something later. Empty if it never was, or was undone.
   */
  public Optional<HistoryEntry> origin(MigrationId id) {
    return Optional.ofNullable(origins.get(id));
  }

  /** Whether a migration counts as done. */
  public boolean isDone(MigrationId id) {
    return latest(id).filter(History::isDone).isPresent();
  }

  /** The number of the last row; 0 without rows. */
  public long lastSeq() {
    return last.map(HistoryEntry::seq).orElse(0L);
  }

  /** The hash of the first row, by which two histories are told apart; empty without rows. */
  public Optional<String> firstHash() {
    return firstHash;
  }

  /** The hash of the last row; empty without rows. */
  public String lastHash() {
    return last.map(HistoryEntry::hash).orElse("");
  }

  /** The last row if an attempt is open. */
  public Optional<HistoryEntry> open() {
    return last.filter(row -> row.event().isOpen());
  }

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** The migration that was applied last and still is; empty if none is. */
  public Optional<HistoryEntry> lastDone() {
    return lastDone(row -> true);
  }

  /**
   * The migration of these modules that was applied last and still is, of those that have a version: what is
   * run whenever it changed is no step on the way. Empty if none is.
   */
  public Optional<HistoryEntry> lastDone(Set<String> modules) {
    return lastDone(row -> modules.contains(row.migration().id().module())
        && !row.migration().id().version().isRepeatable());
  }

  private Optional<HistoryEntry> lastDone(Predicate<HistoryEntry> which) {
    return latest.values().stream()
        .filter(which)
        .filter(History::isDone)
        .map(row -> origins.getOrDefault(row.migration().id(), row))
        .max((a, b) -> Long.compare(a.seq(), b.seq()));
  }

  /** The recorded checksum of a migration. */
  public Optional<Checksum> recordedChecksum(MigrationId id) {
    return latest(id).flatMap(HistoryEntry::checksum);
  }

  /** Every row that is not what was written: edited, out of place, or with a wrong digest. */
  public List<Problem> tampering() {
    return List.copyOf(tampering);
  }

  /** To be called when all but the row itself is known of what is before it, and its digest with it. */
  private void examine(HistoryEntry row, String previousHash, long expected) {
    if (row.seq() != expected) {
      tampering.add(new Problem.HistoryTampered(row.seq(), "row " + expected + " is missing"));
    }
    if (!row.previousHash().equals(previousHash)) {
      tampering.add(new Problem.HistoryTampered(row.seq(), "it does not follow the row before it"));
    }
    if (!row.hash().equals(RowHash.of(row))) {
      tampering.add(new Problem.HistoryTampered(row.seq(), "its contents do not fit its hash"));
    }
    if (!row.digest().equals(digestOf(row.migration().id().module()).toString())) {
      tampering.add(new Problem.HistoryTampered(
          row.seq(), "its digest does not fit the rows up to this one"));
    }
  }
}
