package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptDescription.Kind;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was found in a folder so far, put together by version, with every fault. For one reading. */
final class Draft {
  private final ScriptFolder folder;
  private final Map<MigrationVersion, Entry> entries = new LinkedHashMap<>();
  private final Map<MigrationVersion, Entry> baselines = new TreeMap<>(Comparator.reverseOrder());
  private final List<String> faults = new ArrayList<>();
  private final Set<String> files;

  /** What is known of one migration. */
  private static final class Entry {
    private String name = "";
    private String description = "";
    private Kind kind = Kind.ONCE;
    private final List<Part> parts = new ArrayList<>();

    boolean hasUp() {
      for (Part part : parts) {
        if (part.role() == Role.UP) {
          return true;
        }
      }
      return false;
    }
  }

  Draft(ScriptFolder folder) {
    this.folder = folder;
    this.files = new HashSet<>(folder.files());
  }

  /** Whether the folder has a file. */
  boolean hasFile(String file) {
    return files.contains(file);
  }

  /** Something does not fit. */
  void fault(String file, String what) {
    faults.add(folder.description() + ": " + file + " " + what);
  }

  /**
   * Adds a script to a migration.
   *
   * @param stem the name of its file without endings
   * @param description what its file is called for people; may be blank
   */
  void add(MigrationVersion version, String stem, String description, Kind kind, Part part) {
    Map<MigrationVersion, Entry> known = kind == Kind.BASELINE ? baselines : entries;
    Entry entry = known.get(version);
    if (entry == null) {
      entry = new Entry();
      known.put(version, entry);
    }
    // the way back may come first, and may be called a little differently
    if (part.role() == Role.UP && !entry.hasUp()) {
      entry.name = nameOf(stem);
      entry.description = words(description, stem);
      entry.kind = kind;
    }
    for (Part other : entry.parts) {
      if (other.role() == part.role() && other.product().equals(part.product())) {
        fault(
            part.file(),
            "and " + other.file() + " are both version " + version
                + ". Give one of them another version, or remove it.");
        return;
      }
    }
    entry.parts.add(part);
  }

  /** The version that a name begins with; a fault, and 0, if it is none. */
  MigrationVersion version(String text, String file) {
    try {
      return MigrationVersion.of(text);
    } catch (IllegalArgumentException e) {
      fault(file, "has no version: " + e.getMessage() + ".");
      return MigrationVersion.of("0");
    }
  }

  /** What files are called, with what names cannot have in it replaced. */
  static String nameOf(String stem) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < stem.length(); i += Character.charCount(stem.codePointAt(i))) {
      int c = stem.codePointAt(i);
      boolean isLetterOrDigit =
          (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      name.append(isLetterOrDigit || c == '.' || c == '_' || c == '-' ? (char) c : '_');
    }
    return name.toString();
  }

  private static String words(String description, String stem) {
    String words = description.replace('_', ' ').strip();
    return words.isEmpty() ? stem : words;
  }

  /**
   * The migrations. A baseline stands for all versions up to its own, so that it is needed only where none
   * of those is at hand; and of several, the last one is.
   *
   * @throws InvalidCatalog if anything did not fit, naming all of it
   */
  List<ScriptDescription> finish() {
    for (Map.Entry<MigrationVersion, Entry> last : baselines.entrySet()) {
      MigrationVersion version = last.getKey();
      boolean isNeeded = entries.keySet().stream().noneMatch(v -> v.compareTo(version) <= 0);
      if (isNeeded) {
        entries.put(version, last.getValue());
        break;
      }
    }
    List<ScriptDescription> descriptions = new ArrayList<>();
    for (Map.Entry<MigrationVersion, Entry> one : entries.entrySet()) {
      MigrationVersion version = one.getKey();
      Entry entry = one.getValue();
      if (!entry.hasUp()) {
        fault(
            entry.parts.get(0).file(),
            "belongs to version " + version
                + ", of which there is no script that applies it. Add that,"
                + " or remove this one.");
      } else {
        descriptions.add(
            new ScriptDescription(version, entry.name, entry.description, entry.kind, entry.parts));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidCatalog(faults, null);
    }
    return descriptions;
  }
}
