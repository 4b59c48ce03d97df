package dev.showwise.migrate.testkit.internal;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What else could be registered in the folder or jar of a class. */
final class Siblings {
  private static final String ENDING = ".class";

  private Siblings() {}

  /** The names of all classes beside it that could be registered as a service, sorted. */
  static List<String> of(Class<?> type, Class<?> service) throws IOException, URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return List.of();
    }
    Path place = Path.of(source.getLocation().toURI());
    if (Files.isDirectory(place)) {
      return under(place, type.getClassLoader(), service);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return under(jar.getPath("/"), type.getClassLoader(), service);
    }
  }

  private static List<String> under(Path root, ClassLoader loader, Class<?> service)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .map(file -> name(root, file))
          .filter(name -> !name.startsWith("META-INF.") && canBe(service, name, loader))
          .sorted()
          .toList();
    }
  }

  private static String name(Path root, Path file) {
    String path = root.relativize(file).toString().replace('\\', '/').replace('/', '.');
    return path.substring(0, path.length() - ENDING.length());
  }

  /** What cannot be loaded here, for it needs what is not on the class path, is none of ours. */
  private static boolean canBe(Class<?> service, String name, ClassLoader loader) {
    try {
      return canBe(service, Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Whether a class could be registered. */
  static boolean canBe(Class<?> service, Class<?> type) {
    return service.isAssignableFrom(type)
        && Modifier.isPublic(type.getModifiers())
        && !Modifier.isAbstract(type.getModifiers())
        && Arrays.stream(type.getConstructors()).anyMatch(Siblings::takesNothing);
  }

  private static boolean takesNothing(Constructor<?> constructor) {
    return constructor.getParameterCount() == 0;
  }
}
