package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A folder that has one for each product, whatever the layout in each: {@code postgres/}, {@code mysql/},
 * and perhaps {@code common/}. The same version in several is one migration with a script for each.
 */
final class ProductFolders {
  private ProductFolders() {}

  /** The sub-folders that have scripts, if each is called as a product, and the folder itself has none. */
  static List<SubFolder> of(ScriptFolder folder) {
    SortedSet<String> names = new TreeSet<>();
    for (String file : FolderFiles.scripts(folder)) {
      int slash = file.indexOf('/');
      String name = slash < 0 ? "" : file.substring(0, slash);
      if (Products.of(name).isEmpty()) {
        return List.of();
      }
      names.add(name);
    }
    List<SubFolder> folders = new ArrayList<>();
    for (String name : names) {
      folders.add(new SubFolder(folder, name));
    }
    return folders;
  }

  /** A folder in another one. */
  record SubFolder(ScriptFolder whole, String name) implements ScriptFolder {
    @Override
    public String description() {
      return whole.description() + "/" + name;
    }

    @Override
    public List<String> files() {
      String prefix = name + "/";
      return whole.files().stream()
          .filter(file -> file.startsWith(prefix))
          .map(file -> file.substring(prefix.length()))
          .toList();
    }

    @Override
    public InputStream open(String file) throws IOException {
      return whole.open(name + "/" + file);
    }

    /** A script as the whole folder has it. */
    Part moved(Part part) {
      String product = Products.of(name).orElseThrow();
      return part.moved(
          part.product().isEmpty() ? product : part.product(), name + "/" + part.file());
    }
  }

  /** What the sub-folders have, put together. */
  static List<ScriptDescription> merge(Map<SubFolder, List<ScriptDescription>> read) {
    Map<MigrationVersion, ScriptDescription> merged = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    read.forEach((folder, descriptions) -> {
      for (ScriptDescription own : descriptions) {
        List<Part> parts = new ArrayList<>();
        boolean isKnown = merged.containsKey(own.version());
        ScriptDescription known = merged.getOrDefault(own.version(), own);
        if (isKnown) {
          parts.addAll(known.parts());
        }
        for (Part part : own.parts()) {
          Part moved = folder.moved(part);
          Optional<Part> same = parts.stream()
              .filter(p -> p.role() == moved.role() && p.product().equals(moved.product()))
              .findFirst();
          same.ifPresent(other -> faults.add(folder.whole().description() + ": " + other.file()
              + " and " + moved.file() + " are both version " + own.version()
              + " for the same product. Remove one of them."));
          parts.add(moved);
        }
        merged.put(
            own.version(),
            new ScriptDescription(
                own.version(), known.name(), known.description(), known.kind(), parts));
      }
    });
    if (!faults.isEmpty()) {
      throw new InvalidCatalog(faults, null);
    }
    return List.copyOf(merged.values());
  }
}
