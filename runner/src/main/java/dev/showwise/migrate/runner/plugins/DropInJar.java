package dev.showwise.migrate.runner.plugins;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.spi.Dialect;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/**
 * What one jar says of itself, read without loading any of its classes.
 *
 * @param path where it is, as people named it
 * @param content what is read: the same, or a copy of it
 * @param providers the classes that extend the engine, by service; from the services files
 * @param drivers the JDBC drivers that it registers
 * @param engineCopy whether it brings classes of the engine itself
 * @param faults why it cannot be used, in words; empty if it can
 */
record DropInJar(
    Path path,
    Path content,
    Map<String, Set<String>> providers,
    Set<String> drivers,
    EngineCopy engineCopy,
    List<String> faults) {

  /** Whether a jar brings classes of the engine itself. */
  enum EngineCopy {
    /** It does not. */
    NONE,
    /** It does, by mistake. */
    INCLUDED
  }

  /** The services by which a jar extends the engine. */
  static final List<String> SERVICES =
      List.of(Migration.class.getName(), MigrationSource.class.getName(), Dialect.class.getName());

  private static final String REBUILD =
      " Build the jar again with the annotation processor avaje-spi-service, which writes both.";
  private static final int CLASS_FILE_OF_JAVA_0 = 44;

  /** Reads a jar; whatever is wrong with it is in {@link #faults}. */
  static DropInJar read(Path path, Path content) {
    Map<String, Set<String>> providers = new TreeMap<>();
    Set<String> drivers = Set.of();
    EngineCopy engineCopy = EngineCopy.NONE;
    List<String> faults = new ArrayList<>();
    try (JarFile jar =
        new JarFile(content.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
      for (String service : SERVICES) {
        Set<String> registered = services(jar, service);
        if (!registered.isEmpty()) {
          providers.put(service, registered);
        }
      }
      drivers = services(jar, Driver.class.getName());
      if (jar.getEntry(classFile(Migration.class.getName())) != null) {
        engineCopy = EngineCopy.INCLUDED;
      }
      compareWithDescriptor(jar, providers, faults);
      if (!providers.isEmpty()) {
        faults.addAll(missingClasses(jar, providers));
        tooNewClasses(jar).ifPresent(faults::add);
      }
    } catch (IOException e) {
      faults.add("it cannot be read as a jar (" + e.getMessage()
          + "). Copy it again, whole; if it is no jar, take it out of the folder.");
    }
    return new DropInJar(
        path,
        content,
        providers,
        drivers,
        engineCopy,
        faults.stream().map(f -> path + ": " + f).toList());
  }

  /** All classes that extend the engine, of every service. */
  Set<String> allProviders() {
    Set<String> all = new TreeSet<>();
    providers.values().forEach(all::addAll);
    return all;
  }

  /** The name of a class's file in a jar. */
  static String classFile(String className) {
    return className.replace('.', '/') + ".class";
  }

  private static Set<String> services(JarFile jar, String service) throws IOException {
    JarEntry entry = jar.getJarEntry("META-INF/services/" + service);
    Set<String> names = new LinkedHashSet<>();
    if (entry != null) {
      try (BufferedReader lines = new BufferedReader(
          new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int comment = line.indexOf('#');
          String name = (comment < 0 ? line : line.substring(0, comment)).strip();
          if (!name.isEmpty()) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  private static void compareWithDescriptor(
      JarFile jar, Map<String, Set<String>> registered, List<String> faults) throws IOException {
    JarEntry entry = jar.getJarEntry("module-info.class");
    if (entry == null) {
      return;
    }
    int java = javaOf(jar, entry);
    if (java > thisJava()) {
      if (registered.isEmpty()) {
        // what it provides cannot be read; a jar that registers nothing may well be a library
        return;
      }
      faults.add("its module descriptor needs Java " + java + ", this is Java " + thisJava() + "."
          + newerJava(java));
      return;
    }
    ModuleDescriptor descriptor;
    try (InputStream in = jar.getInputStream(entry)) {
      descriptor = ModuleDescriptor.read(in);
    } catch (InvalidModuleDescriptorException e) {
      faults.add("its module descriptor is damaged (" + e.getMessage() + "). Build the jar again.");
      return;
    }
    for (String service : SERVICES) {
      Set<String> described = new TreeSet<>();
      descriptor.provides().stream()
          .filter(p -> p.service().equals(service))
          .forEach(p -> described.addAll(p.providers()));
      Set<String> listed = new TreeSet<>(registered.getOrDefault(service, Set.of()));
      if (described.equals(listed)) {
        continue;
      }
      faults.add(
          listed.isEmpty()
              ? "a module descriptor without a services file: module-info provides "
                  + described + ", and META-INF/services/" + service
                  + " is not there, so that nothing of it would be found." + REBUILD
              : "its module descriptor and its services file disagree: module-info provides "
                  + described + ", META-INF/services/" + service + " names " + listed + "."
                  + REBUILD);
    }
  }

  private static List<String> missingClasses(JarFile jar, Map<String, Set<String>> providers) {
    List<String> faults = new ArrayList<>();
    providers.forEach((service, names) -> {
      for (String name : names) {
        if (jar.getJarEntry(classFile(name)) == null) {
          faults.add("META-INF/services/" + service + " names " + name
              + ", and that class is not in the jar. Build the jar again, from clean.");
        }
      }
    });
    return faults;
  }

  private static Optional<String> tooNewClasses(JarFile jar) throws IOException {
    int newest = 0;
    int count = 0;
    String example = "";
    for (JarEntry entry : (Iterable<JarEntry>) jar.versionedStream()::iterator) {
      String name = entry.getName();
      if (!name.endsWith(".class")
          || name.startsWith("META-INF/")
          || name.equals("module-info.class")) {
        continue;
      }
      int java = javaOf(jar, entry);
      if (java > thisJava()) {
        count++;
        if (java > newest) {
          newest = java;
          example = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        }
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    String others = count == 1 ? "" : " (and " + (count - 1) + " more)";
    return Optional.of("class " + example + others + " needs Java " + newest + ", this is Java "
        + thisJava() + "." + newerJava(newest));
  }

  /** The Java that a class file was compiled for; 0 if it is no class file. */
  private static int javaOf(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      byte[] head = in.readNBytes(8);
      boolean isClass = head.length == 8
          && (head[0] & 0xff) == 0xca
          && (head[1] & 0xff) == 0xfe
          && (head[2] & 0xff) == 0xba
          && (head[3] & 0xff) == 0xbe;
      return isClass ? ((head[6] & 0xff) << 8 | (head[7] & 0xff)) - CLASS_FILE_OF_JAVA_0 : 0;
    }
  }

  private static int thisJava() {
    return Runtime.version().feature();
  }

  private static String newerJava(int needed) {
    return " Run with Java " + needed + " or newer (JAVA_HOME), or compile it with --release "
        + thisJava() + ".";
  }
}
