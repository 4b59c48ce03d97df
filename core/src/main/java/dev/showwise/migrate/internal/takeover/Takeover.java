package dev.showwise.migrate.internal.takeover;

import dev.showwise.migrate.ExecutionOptions.RunPolicy;
import dev.showwise.migrate.ImportProposal;
import dev.showwise.migrate.ImportProposal.Taken;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.internal.discovery.CatalogEntry;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.script.ScriptMigration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Matches another tool's history with the migrations at hand. A version there is the same version here, also
 * where other characters separate its digits; what has no version here is looked for by its name. Reads the
 * files of which the other tool kept a checksum; no database, no clock.
 */
public final class Takeover {
  /** A day, or a time of a day, without anything in between. */
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{8,}");

  private final ForeignHistory theirs;
  private final List<CatalogEntry> entries;
  private final Map<MigrationVersion, List<CatalogEntry>> byVersion;
  private final History history;
  private final Map<MigrationId, String> taken = new HashMap<>();
  private final Set<MigrationLabel> again = new LinkedHashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  private Takeover(ForeignHistory theirs, List<CatalogEntry> entries, History history) {
    this.theirs = theirs;
    this.entries = entries;
    this.byVersion =
        entries.stream().collect(Collectors.groupingBy(entry -> entry.id().version()));
    this.history = history;
  }

  /**
   * What would be recorded.
   *
   * @param entries the migrations at hand that may be meant, in order
   * @param history the history here, with no attempt open
   */
  public static ImportProposal of(
      ForeignHistory theirs, Collection<CatalogEntry> entries, History history) {
    return new Takeover(theirs, List.copyOf(entries), history).proposal();
  }

  private ImportProposal proposal() {
    theirs.entries().forEach(this::take);
    List<Taken> imported = new ArrayList<>();
    List<MigrationLabel> recorded = new ArrayList<>();
    for (CatalogEntry entry : entries) {
      String there = taken.get(entry.id());
      if (there == null) {
        continue;
      }
      if (history.isDone(entry.id())) {
        recorded.add(entry.label());
      } else if (history.latest(entry.id()).filter(History::isUnfinished).isPresent()) {
        problems.add(new Problem.ImportUnfinished(
            theirs.tool(), there, "the history here has an unfinished attempt at it"));
      } else {
        imported.add(new Taken(entry.label(), there));
      }
    }
    return new ImportProposal(
        theirs.tool(), theirs.table(), imported, recorded, List.copyOf(again), problems);
  }

  private void take(Past past) {
    if (past instanceof Past.Unfinished unfinished) {
      problems.add(
          new Problem.ImportUnfinished(theirs.tool(), unfinished.theirs(), unfinished.why()));
    } else if (past instanceof Past.DoneUpTo upTo) {
      takeUpTo(upTo);
    } else if (past instanceof Past.Done done) {
      takeOne(done);
    } else if (past instanceof Past.Repeated repeated) {
      repeated(repeated);
    }
  }

  private void takeUpTo(Past.DoneUpTo upTo) {
    Optional<MigrationVersion> last = version(upTo.version());
    List<CatalogEntry> before = entries.stream()
        .filter(entry -> entry.options().runPolicy() != RunPolicy.ON_CHANGE)
        .filter(entry -> last.isPresent() && entry.id().version().compareTo(last.get()) <= 0)
        .toList();
    Set<String> modules = new LinkedHashSet<>();
    before.forEach(entry -> modules.add(entry.id().module()));
    if (modules.size() > 1) {
      problems.add(new Problem.ImportAmbiguous(theirs.tool(), upTo.theirs(), List.copyOf(modules)));
    } else {
      before.forEach(entry -> taken.putIfAbsent(entry.id(), upTo.theirs()));
    }
  }

  private void takeOne(Past.Done done) {
    List<CatalogEntry> found = byVersion(done.version());
    if (found.isEmpty()) {
      found = byName(done.version());
    }
    if (found.isEmpty()) {
      problems.add(new Problem.ImportUnknown(theirs.tool(), done.theirs()));
    } else if (found.size() > 1) {
      problems.add(new Problem.ImportAmbiguous(
          theirs.tool(),
          done.theirs(),
          found.stream().map(entry -> entry.label().toString()).toList()));
    } else {
      CatalogEntry entry = found.get(0);
      taken.putIfAbsent(entry.id(), done.theirs());
      compareNames(done, entry);
      done.checksum().ifPresent(kept -> compareTexts(done, kept, entry));
    }
  }

  /** What the other tool ran may be another text than the one that is here. */
  private void compareTexts(Past.Done done, KeptChecksum kept, CatalogEntry entry) {
    if (entry.migration() instanceof ScriptMigration script) {
      try {
        Optional<InputStream> text = script.openFile();
        if (text.isPresent()) {
          String ours = kept.of(text.get());
          if (!ours.equals(kept.value())) {
            problems.add(new Problem.ImportTextDiffers(
                theirs.tool(), done.theirs(), entry.label(), script.file(), kept.value(), ours));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(script.file() + " cannot be read: " + e, e);
      }
    }
  }

  /** The same version of another folder would be taken for this one. */
  private void compareNames(Past.Done done, CatalogEntry entry) {
    if (!done.name().isEmpty() && !isNamed(entry, done.name())) {
      problems.add(new Problem.ImportNameDiffers(theirs.tool(), done.theirs(), entry.label()));
    }
  }

  private void repeated(Past.Repeated repeated) {
    List<CatalogEntry> found = byName(repeated.name()).stream()
        .filter(entry -> entry.options().runPolicy() == RunPolicy.ON_CHANGE)
        .toList();
    if (found.size() == 1) {
      again.add(found.get(0).label());
    } else {
      problems.add(new Problem.ImportUnknown(theirs.tool(), repeated.theirs()));
    }
  }

  private List<CatalogEntry> byVersion(String text) {
    List<CatalogEntry> same =
        version(text).map(v -> byVersion.getOrDefault(v, List.of())).orElse(List.of());
    return same.isEmpty()
        ? matching(entry -> isSameMoment(entry.id().version().toString(), text))
        : same;
  }

  private List<CatalogEntry> byName(String name) {
    return matching(entry -> isNamed(entry, name));
  }

  private static boolean isNamed(CatalogEntry entry, String name) {
    String plain = plain(name);
    return plain(entry.label().name()).equals(plain)
        || plain(entry.migration().description()).equals(plain);
  }

  private List<CatalogEntry> matching(Predicate<CatalogEntry> which) {
    return entries.stream().filter(which).toList();
  }

  private static Optional<MigrationVersion> version(String text) {
    try {
      return Optional.of(MigrationVersion.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code 2024-01-31-120000} and {@code 20240131120000}; but 1.10 and 11.0 are two versions. */
  private static boolean isSameMoment(String a, String b) {
    boolean oneIsPlain = TIMESTAMP.matcher(a).matches() || TIMESTAMP.matcher(b).matches();
    return oneIsPlain && digits(a).equals(digits(b));
  }

  private static String digits(String text) {
    return text.replaceAll("[._-]", "");
  }

  /** Tools turn the separators of a file's name into blanks when they make a description of it. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }
}
