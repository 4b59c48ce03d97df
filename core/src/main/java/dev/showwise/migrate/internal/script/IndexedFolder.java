package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.Scripts.Resources;
import dev.showwise.migrate.internal.script.ScriptIndex.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder among the resources of a program, of which an index says what is in it: resources are opened by their
 * names, and nothing is listed or scanned.
 *
 * @param place where it is
 * @param files what is in it
 */
record IndexedFolder(Resources place, List<String> files) implements StampedFolder {
  private static final String BUILD_AGAIN =
      " Build the program again, with the index written after all else that changes the folder.";

  /** Copies the list. */
  IndexedFolder {
    files = List.copyOf(files);
  }

  /**
   * Reads the index, and compares each file with it.
   *
   * @throws InvalidCatalog if there is no index or more than one, or a file is not as the index says
   * @throws IOException if something cannot be read
   */
  static IndexedFolder open(Resources place) throws IOException {
    ScriptIndex index = index(place);
    IndexedFolder folder = new IndexedFolder(place, List.copyOf(index.files().keySet()));
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, Content> file : index.files().entrySet()) {
      folder.fault(file.getKey(), file.getValue()).ifPresent(faults::add);
    }
    if (!faults.isEmpty()) {
      throw new InvalidCatalog(faults, null);
    }
    return folder;
  }

  private static ScriptIndex index(Resources place) throws IOException {
    String name = place.folder() + "/" + ScriptIndex.FILE;
    requireOne(place, name);
    try (InputStream bytes = place.beside().getResourceAsStream("/" + name)) {
      if (bytes == null) {
        throw fault("There is no index " + name + " beside " + place.beside().getName() + ". "
            + (isClosed(place, name)
                ? opensIt(place, name)
                : "Let the build write it (IndexScripts), and check the folder's name."));
      }
      return ScriptIndex.read(bytes)
          .orElseThrow(() -> fault(name + " beside " + place.beside().getName()
              + " is no whole index of scripts." + BUILD_AGAIN));
    }
  }

  /** On the class path the first of several would hide the others; in a module there is one. */
  private static void requireOne(Resources place, String name) throws IOException {
    ClassLoader loader = place.beside().getClassLoader();
    if (place.beside().getModule().isNamed() || loader == null) {
      return;
    }
    Map<String, URL> different = new TreeMap<>();
    for (URL url : Collections.list(loader.getResources(name))) {
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false);
      try (InputStream bytes = connection.getInputStream()) {
        different.putIfAbsent(Content.of(bytes).sha256(), url);
      }
    }
    if (different.size() > 1) {
      throw fault(
          "There is more than one folder " + place.folder() + " on the class path, and one hides"
              + " the scripts of the others: "
              + String.join(
                  ", ", different.values().stream().map(URL::toString).sorted().toList())
              + ". Give each a folder of its own.");
    }
  }

  private Optional<String> fault(String file, Content expected) throws IOException {
    try (InputStream bytes = open(file)) {
      Content found = Content.of(bytes);
      return found.equals(expected)
          ? Optional.empty()
          : Optional.of(description() + ": " + file
              + " is not the file that the index was made of: its SHA-256 is " + found.sha256()
              + " and not " + expected.sha256() + "." + BUILD_AGAIN);
    } catch (NoSuchFileException e) {
      String name = place.folder() + "/" + file;
      return Optional.of(description() + ": " + file + " is in the index and not there."
          + (isClosed(place, name) ? " " + opensIt(place, name) : BUILD_AGAIN));
    }
  }

  /** Whether a module keeps a resource to itself, since its folder could be a package. */
  private static boolean isClosed(Resources place, String name) {
    Module module = place.beside().getModule();
    String folder = packageOf(name);
    return module.getPackages().contains(folder)
        && !module.isOpen(folder, IndexedFolder.class.getModule());
  }

  private static String opensIt(Resources place, String name) {
    return "The module " + place.beside().getModule().getName()
        + " keeps it to itself: write 'opens " + packageOf(name)
        + ";' into its module-info.java, or use a folder that could be no package, such as"
        + " META-INF/migrations.";
  }

  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('/')).replace('/', '.');
  }

  private static InvalidCatalog fault(String message) {
    return new InvalidCatalog(List.of(message), null);
  }

  @Override
  public String description() {
    return place.toString();
  }

  /** They were compared with the index, and are part of a program that runs. */
  @Override
  public FileStamp stamp(String file) {
    return FileStamp.UNCHANGING;
  }

  @Override
  public InputStream open(String file) throws IOException {
    InputStream bytes = place.beside().getResourceAsStream("/" + place.folder() + "/" + file);
    if (bytes == null) {
      throw new NoSuchFileException(file);
    }
    return bytes;
  }
}
