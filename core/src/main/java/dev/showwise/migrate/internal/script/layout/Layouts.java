package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.internal.script.layout.ProductFolders.SubFolder;
import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptFolder;
import dev.showwise.migrate.spi.ScriptLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The layouts that are known: the built-in ones, and those that come as services. */
public final class Layouts {
  private static final List<ScriptLayout> BUILT_IN = List.of(
      new Showwise(),
      new Flyway(),
      new GolangMigrate(),
      new Ory(),
      new Authelia(),
      new Diesel(),
      new Sqlx(),
      new Goose(),
      new Dbmate(),
      new MyBatis());

  private final List<ScriptLayout> all;

  private Layouts(List<ScriptLayout> all) {
    this.all = all;
  }

  /** The layouts that are found through a class loader. */
  public static Layouts in(ClassLoader classLoader) {
    List<ScriptLayout> all = new ArrayList<>(BUILT_IN);
    for (ScriptLayout layout : ServiceLoader.load(ScriptLayout.class, classLoader)) {
      all.add(layout);
    }
    return new Layouts(all);
  }

  /**
   * What a folder has.
   *
   * @param named the layout's name; empty: whichever recognises the folder
   * @throws InvalidCatalog if there is no such layout, none or several recognise the folder, or a file does
   *     not fit
   * @throws IOException if a file cannot be read
   */
  public List<ScriptDescription> read(ScriptFolder folder, Optional<String> named)
      throws IOException {
    List<SubFolder> products = ProductFolders.of(folder);
    if (products.isEmpty()) {
      return choose(folder, named).read(folder);
    }
    Map<SubFolder, List<ScriptDescription>> read = new LinkedHashMap<>();
    for (SubFolder product : products) {
      read.put(product, choose(product, named).read(product));
    }
    return ProductFolders.merge(read);
  }

  private ScriptLayout choose(ScriptFolder folder, Optional<String> named) throws IOException {
    return named.isPresent() ? named(named.get()) : recognised(folder);
  }

  private ScriptLayout named(String name) {
    return all.stream()
        .filter(layout -> layout.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> fault("There is no layout '" + name + "' for folders of scripts. " + known()));
  }

  private ScriptLayout recognised(ScriptFolder folder) throws IOException {
    Map<ScriptLayout, String> found = new LinkedHashMap<>();
    for (ScriptLayout layout : all) {
      Optional<String> file = layout.recognises(folder);
      if (file.isPresent()) {
        found.put(layout, file.get());
      }
    }
    if (found.size() == 1) {
      return found.keySet().iterator().next();
    } else if (found.isEmpty()) {
      throw fault(unknown(folder));
    }
    List<String> because = new ArrayList<>();
    found.forEach((layout, file) -> because.add("'" + layout.name() + "' because of " + file));
    throw fault(folder.description() + ": it cannot be told which layout this folder has: "
        + String.join(", or ", because)
        + ". Keep one layout in a folder, or name the one that is meant.");
  }

  private String unknown(ScriptFolder folder) {
    List<String> scripts = FolderFiles.scripts(folder);
    return scripts.isEmpty()
        ? folder.description() + ": there is no SQL script in this folder. Check the path."
        : folder.description() + ": no layout has files called as " + scripts.get(0)
            + ". Rename it, as 2026.02.1-create-seats.sql, or name the layout. " + known();
  }

  private String known() {
    return "Known are: "
        + String.join(", ", all.stream().map(ScriptLayout::name).toList()) + ".";
  }

  private static InvalidCatalog fault(String message) {
    return new InvalidCatalog(List.of(message), null);
  }
}
