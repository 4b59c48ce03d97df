package dev.showwise.migrate.internal.discovery;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds providers with {@link ServiceLoader}. A provider that cannot be made is a fault, never
 * skipped, and does not hide the others; the same class in two jars, of which ServiceLoader silently
 * takes one, is a fault too.
 */
final class ServiceDiscovery {
  // a loader that fails for ever at the same place must not keep us here for ever
  private static final int MOST_FAULTS = 200;

  private final ClassLoader classLoader;
  private final List<String> faults;

  ServiceDiscovery(ClassLoader classLoader, List<String> faults) {
    this.classLoader = classLoader;
    this.faults = faults;
  }

  void find(Consumer<Migration> migrations, Consumer<MigrationSource> sources) {
    load(Migration.class, ServiceLoader.load(Migration.class, classLoader), migrations);
    load(MigrationSource.class, ServiceLoader.load(MigrationSource.class, classLoader), sources);
  }

  private <T> void load(Class<T> type, ServiceLoader<T> loader, Consumer<T> sink) {
    Map<String, Set<String>> registrations = registrations(type);
    reportClassesInTwoJars(registrations);
    Iterator<ServiceLoader.Provider<T>> providers = loader.stream().iterator();
    int faultsBefore = faults.size();
    while (faults.size() - faultsBefore < MOST_FAULTS) {
      String provider = "";
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<T> next = providers.next();
        provider = next.type().getName() + " in " + Origin.of(next.type());
        sink.accept(next.get());
      } catch (ServiceConfigurationError | LinkageError e) {
        String which = provider.isEmpty() ? unmade(type, e, registrations) : provider;
        faults.add(which + " could not be loaded: " + reason(e));
      }
    }
  }

  /** ServiceLoader names the class that it could not use, and not the jar that asks for it. */
  private static String unmade(
      Class<?> type, Throwable error, Map<String, Set<String>> registrations) {
    String message = String.valueOf(error.getMessage()).replace('/', '.');
    String registered = registrations.entrySet().stream()
        .filter(
            entry -> Pattern.compile("(?<![\\w.$])" + Pattern.quote(entry.getKey()) + "(?![\\w$])")
                .matcher(message)
                .find())
        .map(entry -> entry.getKey() + ", registered by "
            + String.join(", ", entry.getValue().stream().map(Origin::fileOf).toList()))
        .collect(Collectors.joining("; "));
    return "a provider of " + type.getSimpleName()
        + (registered.isEmpty() ? "" : " (" + registered + ")");
  }

  private static String reason(Throwable error) {
    Throwable cause = error.getCause();
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    if (error instanceof UnsupportedClassVersionError
        || cause instanceof UnsupportedClassVersionError) {
      return message + ". It was compiled for a newer Java than this one ("
          + Runtime.version().feature() + "): use a newer Java, or compile it for this one.";
    }
    return message
        + (cause == null ? "" : ". Cause: " + cause)
        + ". Mend or remove the jar that it comes from.";
  }

  private Map<String, Set<String>> registrations(Class<?> type) {
    Map<String, Set<String>> files = new TreeMap<>();
    try {
      Enumeration<URL> resources = classLoader.getResources("META-INF/services/" + type.getName());
      while (resources.hasMoreElements()) {
        URL url = resources.nextElement();
        for (String provider : providerNames(url)) {
          files.computeIfAbsent(provider, p -> new LinkedHashSet<>()).add(url.toString());
        }
      }
    } catch (IOException e) {
      faults.add("the services files of " + type.getName() + " could not be read: " + e);
    }
    return files;
  }

  private void reportClassesInTwoJars(Map<String, Set<String>> registrations) {
    for (Map.Entry<String, Set<String>> registration : registrations.entrySet()) {
      Set<String> urls = registration.getValue();
      if (urls.size() > 1) {
        faults.add(registration.getKey() + " is in more than one jar: "
            + String.join(", ", urls.stream().map(Origin::fileOf).toList())
            + ". Remove all but one.");
      }
    }
  }

  private static List<String> providerNames(URL url) throws IOException {
    List<String> names = new ArrayList<>();
    var connection = url.openConnection();
    // a cached jar file would stay open, and locked on some systems, after the loader is closed
    connection.setUseCaches(false);
    try (var reader = new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int comment = line.indexOf('#');
        String name = (comment < 0 ? line : line.substring(0, comment)).trim();
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
