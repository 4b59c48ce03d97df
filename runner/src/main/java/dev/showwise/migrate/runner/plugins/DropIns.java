package dev.showwise.migrate.runner.plugins;

import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The jars that were dropped in: migrations, the libraries that they use, and JDBC drivers, all in
 * one class loader, so that they see each other. Every jar is read and checked before any class of
 * any of them is loaded, because {@link java.util.ServiceLoader} says nothing of a registration that
 * is left out or made twice.
 *
 * <p>Not bound to a thread. The class loader works until {@link #close}.
 */
public final class DropIns implements AutoCloseable {
  private final URLClassLoader classLoader;
  private final List<DropInJar> read;
  private final List<String> warnings;
  private final Optional<TrustedCopies> copies;

  private DropIns(
      URLClassLoader classLoader,
      List<DropInJar> read,
      List<String> warnings,
      Optional<TrustedCopies> copies) {
    this.classLoader = classLoader;
    this.read = List.copyOf(read);
    this.warnings = List.copyOf(warnings);
    this.copies = copies;
  }

  /**
   * Reads, checks and opens all jars of these folders (not of folders in them), in the order of the
   * folders and by name in each. A folder or jar that is named twice counts once.
   *
   * @param folders each must be there; leave out a default folder that is not
   * @param parent where classes are looked for first: the program's own
   * @param trust the jars that may be loaded; empty for all
   * @throws Fault if a folder or a jar cannot be used; it names each, not the first alone, and
   *     nothing is loaded
   */
  public static DropIns load(List<Path> folders, ClassLoader parent, Optional<TrustList> trust) {
    Optional<TrustedCopies> copies = trust.map(TrustedCopies::new);
    try {
      return loadChecked(folders, parent, copies);
    } catch (RuntimeException | Error e) {
      deleteAfter(copies, e);
      throw e;
    }
  }

  private static void deleteAfter(Optional<TrustedCopies> copies, Throwable failure) {
    try {
      if (copies.isPresent()) {
        copies.get().delete();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private static DropIns loadChecked(
      List<Path> folders, ClassLoader parent, Optional<TrustedCopies> copies) {
    List<String> untrusted = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<DropInJar> jars = new ArrayList<>();
    for (Path jar : jarsIn(folders, faults, warnings)) {
      Path content = copies.isPresent() ? copies.get().of(jar, untrusted) : jar;
      DropInJar read = DropInJar.read(jar, content);
      faults.addAll(read.faults());
      jars.add(read);
    }
    if (!untrusted.isEmpty()) {
      throw unusable("untrusted-jar", untrusted);
    }
    faults.addAll(providedTwice(jars, parent));
    if (!faults.isEmpty()) {
      throw unusable("unusable-jar", faults);
    }
    warnings.addAll(unused(jars, parent));
    URL[] urls = jars.stream().map(jar -> url(jar.content())).toArray(URL[]::new);
    return new DropIns(new URLClassLoader("drop-ins", urls, parent), jars, warnings, copies);
  }

  private static Fault unusable(String code, List<String> faults) {
    return new Fault(
        ExitCode.USAGE,
        faults.stream().map(fault -> Notice.error(code, fault, "")).toList());
  }

  /** Finds the classes of all jars; the parent's first. */
  public ClassLoader classLoader() {
    return classLoader;
  }

  /** All jars, in the order in which they are searched. */
  public List<Path> jars() {
    return read.stream().map(DropInJar::path).toList();
  }

  /** Whether no jar registers a migration: each is a library or a driver, or was not built right. */
  public boolean registerNoMigrations() {
    return read.stream().allMatch(jar -> jar.providers().isEmpty());
  }

  /** What is odd and does no harm, in words. */
  public List<String> warnings() {
    return warnings;
  }

  /** Closes the jars; classes that are not loaded yet are not found any more. */
  @Override
  public void close() {
    try {
      classLoader.close();
      if (copies.isPresent()) {
        copies.get().delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The migration jars could not be closed", e);
    }
  }

  private static Iterable<Path> jarsIn(
      List<Path> folders, List<String> faults, List<String> warnings) {
    Map<Path, Path> byRealPath = new LinkedHashMap<>();
    for (Path folder : folders) {
      if (!Files.exists(folder)) {
        faults.add(folder + ": there is no such folder. Name the folder that has the jars.");
      } else if (!Files.isDirectory(folder)) {
        faults.add(folder + ": this is a file. Name the folder that has the jars.");
      } else {
        try {
          for (Path file : sortedFiles(folder)) {
            if (isJar(file)) {
              byRealPath.putIfAbsent(realPath(file), file);
            } else if (isNearlyAJar(file)) {
              warnings.add(file + " is ignored: only files that end in .jar are read.");
            }
          }
        } catch (IOException | DirectoryIteratorException e) {
          faults.add(folder + ": the folder cannot be read (" + e.getMessage()
              + "). Allow this user to read it.");
        }
      }
    }
    return byRealPath.values();
  }

  private static List<Path> sortedFiles(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(files::add);
    }
    files.removeIf(Files::isDirectory);
    files.sort(null);
    return files;
  }

  private static boolean isJar(Path file) {
    String name = fileName(file);
    return name.endsWith(".jar") && !name.startsWith(".");
  }

  private static boolean isNearlyAJar(Path file) {
    String name = fileName(file);
    return name.endsWith(".zip")
        || name.endsWith(".class")
        || name.endsWith(".java")
        || name.contains(".jar.");
  }

  private static String fileName(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // a dangling link: reading it will say so
      return file;
    }
  }

  private static List<String> providedTwice(List<DropInJar> jars, ClassLoader parent) {
    List<String> faults = new ArrayList<>();
    whereProvided(jars).forEach((provider, paths) -> {
      URL own = parent.getResource(DropInJar.classFile(provider));
      if (own != null) {
        faults.add(provider + " is in " + join(paths) + " and in the program itself (" + place(own)
            + "). Take one of the jars away.");
      } else if (paths.size() > 1) {
        faults.add(provider + " is in " + paths.size() + " jars: " + join(paths)
            + ". Keep the one that is meant, and take the others away.");
      }
    });
    return faults;
  }

  private static Map<String, Set<Path>> whereProvided(List<DropInJar> jars) {
    Map<String, Set<Path>> where = new TreeMap<>();
    for (DropInJar jar : jars) {
      for (String provider : jar.allProviders()) {
        where.computeIfAbsent(provider, p -> new TreeSet<>()).add(jar.path());
      }
    }
    return where;
  }

  private static List<String> unused(List<DropInJar> jars, ClassLoader parent) {
    List<String> warnings = new ArrayList<>();
    Map<String, Path> drivers = new TreeMap<>();
    for (DropInJar jar : jars) {
      if (jar.engineCopy() == DropInJar.EngineCopy.INCLUDED) {
        warnings.add(jar.path() + " brings a copy of ShowWise Migrate, which is not used. Give that"
            + " dependency the scope 'provided'.");
      }
      for (String driver : jar.drivers()) {
        Path other = drivers.putIfAbsent(driver, jar.path());
        if (parent.getResource(DropInJar.classFile(driver)) != null) {
          warnings.add("The driver " + driver + " of " + jar.path()
              + " is not used: the program has its own.");
        } else if (other != null) {
          warnings.add("The driver " + driver + " is in " + other + " and in " + jar.path()
              + "; the first is used.");
        }
      }
    }
    return warnings;
  }

  private static String join(Set<Path> paths) {
    return String.join(" and ", paths.stream().map(Path::toString).toList());
  }

  private static String place(URL classFile) {
    String text = classFile.toString();
    int jarEnd = text.indexOf("!/");
    return jarEnd < 0 ? text : text.substring(text.lastIndexOf('/', jarEnd) + 1, jarEnd);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("A file's URI is a URL: " + jar, e);
    }
  }
}
