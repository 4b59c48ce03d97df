package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationId;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** It is registered, in {@code META-INF/services} and, if its jar is a module, there too. */
public final class RegistrationCheck {
  private final Subject subject;
  private final Class<?> service;
  private final Class<?> type;

  /** For a migration; if it is of a source, that is what must be registered. */
  public RegistrationCheck(Subject subject) {
    this.subject = subject;
    this.service = subject.family().isPresent() ? MigrationSource.class : Migration.class;
    this.type = subject
        .family()
        .<Class<?>>map(MigrationSource::getClass)
        .orElseGet(() -> subject.migration().getClass());
  }

  /** Looks. */
  public void run() throws Exception {
    Subject.assume(
        service == Migration.class || Siblings.canBe(service, type),
        "the source that gives it is handed to the engine in code");
    String name = type.getName();
    boolean inServices = servicesFiles().contains(name);
    Optional<ModuleDescriptor> module = module(type);
    boolean inModule =
        module.map(descriptor -> provides(descriptor).contains(name)).orElse(true);
    if (!inServices && service == Migration.class && isOfASource(subject.migration())) {
      return;
    }
    if (!inServices && (module.isEmpty() || !inModule)) {
      throw review("is not registered")
          .what("No META-INF/services/" + service.getName()
              + (module.isPresent() ? " and no module-info" : "") + " names " + name
              + ": nobody will find it.")
          .toDo("Annotate it with @ServiceProvider(" + service.getSimpleName()
              + ".class), with avaje-spi-service among the"
              + " annotation processors; or add the line\n" + name
              + "\nto src/main/resources/META-INF/services/" + service.getName() + "."
              + moduleLine(module, name))
          .failure();
    } else if (!inServices) {
      throw review("is registered in module-info only")
          .what("The module provides it, but META-INF/services/" + service.getName()
              + " does not name it. On the class path, and in the program's migrations/ folder, it is"
              + " not found.")
          .toDo("Annotate it with @ServiceProvider(" + service.getSimpleName()
              + ".class), or add the line\n" + name + "\nto src/main/resources/META-INF/services/"
              + service.getName() + ".")
          .failure();
    } else if (!inModule) {
      throw review("is registered in META-INF/services only")
          .what("META-INF/services names it, but module "
              + module.map(ModuleDescriptor::name).orElse("")
              + " does not provide it. On the module path it is not found.")
          .toDo("Write it into module-info.java." + moduleLine(module, name))
          .failure();
    }
    requireLoadable(name);
    requireSiblings();
  }

  /** One that was forgotten may well have no test either. */
  private void requireSiblings() throws IOException, URISyntaxException {
    Set<String> registered = servicesFiles();
    ClassPath.migrations(unmade -> {})
        .forEach(one -> registered.add(one.getClass().getName()));
    List<String> forgotten = Siblings.of(type, service).stream()
        .filter(name -> !registered.contains(name))
        .toList();
    if (!forgotten.isEmpty()) {
      throw Review.of("Beside " + what() + " a " + noun() + " is not registered")
          .what(forgotten.stream()
              .map(name -> "No META-INF/services/" + service.getName() + " names " + name
                  + ": nobody will find it.")
              .toList())
          .where(place())
          .toDo("Annotate it with @ServiceProvider(" + service.getSimpleName()
              + ".class). If it is none to be found," + " let it not be public.")
          .failure();
    }
  }

  private void requireLoadable(String name) {
    try {
      boolean found = ServiceLoader.load(service).stream()
          .anyMatch(provider -> provider.type().getName().equals(name) && provider.get() != null);
      if (!found) {
        throw review("is registered and yet not found")
            .what("ServiceLoader does not give " + name + ".")
            .toDo("Is the same class in an older jar on the class path?")
            .failure();
      }
    } catch (ServiceConfigurationError e) {
      throw review("cannot be loaded as a service")
          .what(String.valueOf(e.getMessage()))
          .toDo(
              "A service is a public class with a public constructor without parameters, which throws"
                  + " nothing.")
          .because(e)
          .failure();
    }
  }

  private Review review(String fault) {
    return Review.of(what() + " " + fault).where(place());
  }

  private String what() {
    return service == Migration.class ? subject.className() : type.getSimpleName();
  }

  private String noun() {
    return service == Migration.class ? "migration" : "source of migrations";
  }

  private String place() {
    return type.getName()
        + Optional.ofNullable(type.getProtectionDomain().getCodeSource())
            .map(source -> " in " + source.getLocation())
            .orElse("");
  }

  private String moduleLine(Optional<ModuleDescriptor> module, String name) {
    return module
        .map(descriptor ->
            "\nIn module-info.java: provides " + service.getName() + " with " + name + ";")
        .orElse("");
  }

  private Set<String> servicesFiles() throws IOException {
    Set<String> names = new HashSet<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (URL url :
        Collections.list(loader.getResources("META-INF/services/" + service.getName()))) {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(url.openStream(), StandardCharsets.UTF_8))) {
        reader
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(names::add);
      }
    }
    return names;
  }

  private static Optional<ModuleDescriptor> module(Class<?> type) throws URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    return ModuleFinder.of(Path.of(source.getLocation().toURI())).findAll().stream()
        .map(ModuleReference::descriptor)
        .filter(descriptor -> !descriptor.isAutomatic())
        .findFirst();
  }

  private Set<String> provides(ModuleDescriptor descriptor) {
    Set<String> names = new HashSet<>();
    descriptor.provides().stream()
        .filter(provides -> provides.service().equals(service.getName()))
        .forEach(provides -> names.addAll(provides.providers()));
    return names;
  }

  private static boolean isOfASource(Migration migration) {
    MigrationId id = MigrationLabel.of(migration).id();
    for (MigrationSource source : ServiceLoader.load(MigrationSource.class)) {
      if (source.migrations().stream()
          .anyMatch(one -> MigrationLabel.of(one).id().equals(id))) {
        return true;
      }
    }
    return false;
  }
}
