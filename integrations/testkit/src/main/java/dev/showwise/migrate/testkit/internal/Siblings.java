package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
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

/** What else is a migration in the folder or jar of a class. */
final class Siblings {
  private static final String ENDING = ".class";

  private Siblings() {}

  /** The names of all classes beside it that could be registered as a migration, sorted. */
  static List<String> of(Class<?> type) throws IOException, URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return List.of();
    }
    Path place = Path.of(source.getLocation().toURI());
    if (Files.isDirectory(place)) {
      return under(place, type.getClassLoader());
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return under(jar.getPath("/"), type.getClassLoader());
    }
  }

  private static List<String> under(Path root, ClassLoader loader) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .map(file -> name(root, file))
          .filter(name -> !name.startsWith("META-INF.") && isMigration(name, loader))
          .sorted()
          .toList();
    }
  }

  private static String name(Path root, Path file) {
    String path = root.relativize(file).toString().replace('\\', '/').replace('/', '.');
    return path.substring(0, path.length() - ENDING.length());
  }

  /** What cannot be loaded here, for it needs what is not on the class path, is none of ours. */
  private static boolean isMigration(String name, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(name, false, loader);
      return Migration.class.isAssignableFrom(type)
          && Modifier.isPublic(type.getModifiers())
          && !Modifier.isAbstract(type.getModifiers())
          && Arrays.stream(type.getConstructors()).anyMatch(Siblings::takesNothing);
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static boolean takesNothing(Constructor<?> constructor) {
    return constructor.getParameterCount() == 0;
  }
}
