package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects migrations, checks that they fit together, and makes a catalog, or names every fault. */
public final class CatalogBuilder {
  private static final int LONGEST_NAME = 100;

  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private @Nullable Throwable firstCause;
  private boolean mayBeEmpty;

  /** A migration with what was asked of it, before its dependencies are known. */
  private record Candidate(
      Migration migration,
      MigrationLabel label,
      String source,
      Optional<Checksum> checksum,
      ExecutionOptions options,
      Set<String> dependsOn) {}

  /** Adds what {@link java.util.ServiceLoader} finds through a class loader. */
  public CatalogBuilder discover(ClassLoader classLoader) {
    new ServiceDiscovery(classLoader, faults)
        .find(migration -> add(migration, Origin.of(migration.getClass())), this::addAll);
    return this;
  }

  /** Adds migrations given in code. */
  public CatalogBuilder addAll(Collection<? extends Migration> migrations) {
    for (Migration migration : migrations) {
      add(migration, Origin.of(migration.getClass()));
    }
    return this;
  }

  /** From now on it is no fault if there is none. */
  public CatalogBuilder allowNone() {
    mayBeEmpty = true;
    return this;
  }

  /** Adds the migrations of a source. */
  public CatalogBuilder addAll(MigrationSource source) {
    try {
      String description = source.description();
      for (Migration migration : source.migrations()) {
        add(migration, description);
      }
    } catch (InvalidCatalog e) {
      e.faults().forEach(fault -> fault(fault, e.getCause()));
    } catch (RuntimeException e) {
      fault("the migration source " + source.getClass().getName() + " failed: " + e, e);
    }
    return this;
  }

  private void add(Migration migration, String source) {
    try {
      MigrationLabel label = MigrationLabel.of(migration);
      checkName("module", label.id().module());
      checkName("name", label.name());
      if (migration.description().isBlank()) {
        throw new IllegalArgumentException("its description is empty");
      }
      // asked here, so that one that cannot answer is named with its class and jar
      Objects.requireNonNull(migration.declaredChanges(), "its declared changes are null");
      Objects.requireNonNull(migration.needsTables(), "its needed tables are null");
      candidates.add(new Candidate(
          migration,
          label,
          source,
          Objects.requireNonNull(migration.checksum(), "its checksum is null instead of empty"),
          Objects.requireNonNull(migration.options(), "its options are null"),
          Set.copyOf(migration.dependsOn())));
    } catch (RuntimeException | LinkageError e) {
      // what an author's code throws must name the author's class, or nobody finds it
      fault(
          migration.getClass().getName() + " in " + source + " is not a usable migration: "
              + (e.getMessage() == null ? e.toString() : e.getMessage()),
          e);
    }
  }

  private void fault(String message, @Nullable Throwable cause) {
    faults.add(message);
    if (firstCause == null) {
      firstCause = cause;
    }
  }

  private static void checkName(String what, String text) {
    boolean good = !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && isLetterOrDigit(text.charAt(0))
        && isMadeOfWordCharacters(text);
    if (!good) {
      throw new IllegalArgumentException(
          "'" + text + "' cannot be its " + what + ": letters, digits, '.', '_' and '-', at most "
              + LONGEST_NAME + ", with a letter or digit in front");
    }
  }

  private static boolean isMadeOfWordCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /**
   * The catalog.
   *
   * @throws InvalidCatalog if anything does not fit, naming all of it
   */
  public Catalog build() {
    if (candidates.isEmpty() && faults.isEmpty() && !mayBeEmpty) {
      fault(
          "No migrations were found. Put a jar with migrations on the class path or into the"
              + " migrations folder, or hand migrations to the engine's builder.",
          null);
    }
    Map<MigrationId, Candidate> byId = new HashMap<>();
    Map<String, Candidate> byName = new HashMap<>();
    for (Candidate candidate : candidates) {
      reportDuplicate(
          "version " + candidate.label().id().version(),
          candidate,
          byId.putIfAbsent(candidate.label().id(), candidate));
      reportDuplicate(
          "name '" + candidate.label().name() + "'",
          candidate,
          byName.putIfAbsent(candidate.label().qualifiedName(), candidate));
    }
    List<CatalogEntry> entries = new ArrayList<>();
    for (Candidate c : candidates) {
      entries.add(new CatalogEntry(
          c.migration(), c.label(), c.source(), c.checksum(), c.options(), resolve(c, byName)));
    }
    if (faults.isEmpty()) {
      ExecutionOrder order = ExecutionOrder.of(entries);
      if (order.circle().isEmpty()) {
        return new Catalog(order.sorted());
      }
      fault(
          "These migrations depend on each other in a circle: "
              + String.join(
                  " → ", order.circle().stream().map(MigrationLabel::toString).toList())
              + ". Remove one of these dependencies.",
          null);
    }
    throw new InvalidCatalog(faults, firstCause);
  }

  private void reportDuplicate(String what, Candidate one, @Nullable Candidate other) {
    if (other != null) {
      fault(
          "Module " + one.label().id().module() + " has " + what + " twice: "
              + other.label() + " of " + other.migration().getClass().getName() + " in "
              + other.source() + ", and " + one.label() + " of "
              + one.migration().getClass().getName() + " in " + one.source()
              + ". Remove one of them, or give one another version and name.",
          null);
    }
  }

  private Set<MigrationId> resolve(Candidate candidate, Map<String, Candidate> byName) {
    Set<MigrationId> ids = new LinkedHashSet<>();
    for (String dependency : candidate.dependsOn()) {
      String qualified = dependency.indexOf(':') >= 0
          ? dependency
          : candidate.label().id().module() + ":" + dependency;
      Candidate found = byName.get(qualified);
      if (found == null) {
        fault(
            candidate.label() + " in " + candidate.source() + " depends on " + qualified
                + ", which is not among the migrations at hand. Add the jar that has it."
                + NearestName.suggestion(qualified, byName.keySet()),
            null);
      } else {
        ids.add(found.label().id());
      }
    }
    return ids;
  }
}
