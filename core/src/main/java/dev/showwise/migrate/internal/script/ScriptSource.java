package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationException.InvalidScript;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.internal.script.layout.Layouts;
import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scripts of a folder as migrations. Of the files that apply something the headers are read, no more. */
public final class ScriptSource implements MigrationSource {
  private final Scripts scripts;
  private final Layouts layouts;

  /**
   * For a folder.
   *
   * @param classLoader where further layouts are looked for
   */
  public ScriptSource(Scripts scripts, ClassLoader classLoader) {
    this.scripts = scripts;
    this.layouts = Layouts.in(classLoader);
  }

  @Override
  public String description() {
    return scripts.place().toString();
  }

  @Override
  public Collection<? extends Migration> migrations() {
    try {
      return read(open(scripts.place()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw fault("There is no folder " + scripts.place() + " of scripts. Check the path.", e);
    } catch (IOException | UncheckedIOException e) {
      throw fault(
          "The folder of scripts " + scripts.place() + " cannot be read: " + e.getMessage()
              + ". Check its permissions, and those of the files in it.",
          e);
    }
  }

  private static ScriptFolder open(Scripts.Place place) throws IOException {
    if (place instanceof Scripts.Resources resources) {
      return IndexedFolder.open(resources);
    }
    return DiskFolder.list(((Scripts.Folder) place).path());
  }

  private static InvalidCatalog fault(String message, Exception cause) {
    return new InvalidCatalog(List.of(message), cause);
  }

  /** The migrations of a folder, wherever it is. */
  List<Migration> read(ScriptFolder folder) throws IOException {
    List<String> faults = new ArrayList<>();
    List<ScriptDescription> all = layouts.read(folder, scripts.layout());
    List<List<ScriptHeader>> headers = new ArrayList<>(all.size());
    Map<String, String> modules = new LinkedHashMap<>();
    HeaderReading reading = new HeaderReading(folder);
    for (ScriptDescription described : all) {
      List<ScriptHeader> own = new ArrayList<>();
      for (Part part : described.parts()) {
        if (part.role() == Role.UP) {
          try {
            ScriptHeader header = reading.read(part);
            own.add(header);
            if (header.module().isPresent()) {
              modules.putIfAbsent(header.module().get(), part.file());
            }
          } catch (InvalidScript e) {
            faults.add(folder.description() + ": " + e.getMessage());
          }
        }
      }
      headers.add(own);
    }
    if (modules.size() > 1) {
      faults.add(folder.description() + ": the scripts name more than one module: "
          + String.join(
              ", ",
              modules.entrySet().stream()
                  .map(e -> e.getKey() + " in " + e.getValue())
                  .toList())
          + ". A folder is one module.");
    }
    if (!faults.isEmpty()) {
      throw new InvalidCatalog(faults, null);
    }
    String module = Scripts.DEFAULT_MODULE;
    if (scripts.module().isPresent()) {
      module = scripts.module().get();
    } else if (!modules.isEmpty()) {
      module = modules.keySet().iterator().next();
    }
    List<Migration> migrations = new ArrayList<>(headers.size());
    for (int i = 0; i < all.size(); i++) {
      migrations.add(migration(folder, all.get(i), headers.get(i), module, reading));
    }
    return migrations;
  }

  /** What a migration is, counts whichever of its scripts says it. */
  private UnboundScript migration(
      ScriptFolder folder,
      ScriptDescription described,
      List<ScriptHeader> headers,
      String module,
      HeaderReading reading) {
    Map<String, SeenFile> own = new HashMap<>();
    for (Part part : described.parts()) {
      Optional<SeenFile> file = reading.seen(part.file());
      if (file.isPresent()) {
        own.put(part.file(), file.get());
      }
    }
    Set<String> dependsOn = new LinkedHashSet<>();
    Optional<String> description = Optional.empty();
    for (ScriptHeader header : headers) {
      dependsOn.addAll(header.dependsOn());
      description = description.isPresent() ? description : header.description();
    }
    return new UnboundScript(
        folder,
        scripts,
        described,
        module,
        description.orElse(described.description()),
        dependsOn,
        own);
  }
}
