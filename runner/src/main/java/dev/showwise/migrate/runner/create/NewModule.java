package dev.showwise.migrate.runner.create;

import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Notice;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a Maven module with one migration, which builds and passes its test as it stands. */
public final class NewModule {
  private static final String GROUP = "migrations";
  private static final String VERSION = "1.0";
  private static final Pattern TYPE_NAME = Pattern.compile("\\b[A-Z]\\w*");

  private NewModule() {}

  /**
   * Makes the module in a folder of its name. It is made elsewhere and moved in whole, so that a
   * failure leaves nothing.
   *
   * @param kind what the migration is written in
   * @param name letters and digits, with single dashes between words
   * @param parentFolder where the new folder goes; must be there
   * @param distributionHome the folder of the program, whose {@code repository/} the module is built
   *     from
   * @return the new folder
   * @throws Fault if the name will not do, the folder is there already, or it cannot be
   *     written
   */
  public static Path create(Kind kind, String name, Path parentFolder, Path distributionHome) {
    ModuleName moduleName = new ModuleName(name);
    Path repository = distributionHome.resolve("repository");
    if (!Files.isDirectory(repository)) {
      throw notCreated(
          repository + " is not there, and the module would be built from it.",
          "Start the program from its whole distribution.",
          null);
    }
    if (!Files.isDirectory(parentFolder)) {
      throw notCreated(
          parentFolder + " is not a folder.", "Make it first, or name another with --dir.", null);
    }
    Path folder = parentFolder.resolve(name);
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw alreadyThere(folder, null);
    }
    write(folder, files(kind, moduleName, repository.toAbsolutePath().normalize()));
    return folder;
  }

  private static Fault alreadyThere(Path folder, @Nullable IOException cause) {
    return notCreated(
        folder + " is there already and is left as it is.",
        "Choose another name, or another folder with --dir.",
        cause);
  }

  static Fault notCreated(String message, String remedy, @Nullable IOException cause) {
    return new Fault(ExitCode.USAGE, Notice.error("not-created", message, remedy), cause);
  }

  private static Map<String, String> files(Kind kind, ModuleName name, Path repository) {
    String className = name.className(takenNames()::contains);
    Map<String, String> values = new HashMap<>(Templates.versions());
    values.put("group", GROUP);
    values.put("version", VERSION);
    values.put("name", name.text());
    values.put("package", name.packageName());
    values.put("class", className);
    values.put("table", name.tableName());
    values.put("repository", xml(repository.toUri().toString().replaceAll("/$", "")));
    values.put("of-kind.service", kind.service());
    values.put("of-kind.what", Templates.fill(kind, "what.md", values));
    values.put("of-kind.next", Templates.fill(kind, "next.md", values));
    values.put("of-kind.plugin", Templates.fill(kind, "plugin.xml", values));

    String folder = name.packageName().replace('.', '/') + "/";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put("README.md", "README.md");
    files.put(".gitignore", "gitignore");
    files.put(".mvn/maven.config", "maven.config");
    files.put("src/main/java/module-info.java", "module-info.java");
    files.put("src/main/java/" + folder + className + ".java", "Migration.java");
    files.put("src/test/java/" + folder + className + "Test.java", "Test.java");
    if (kind == Kind.SQL) {
      String script =
          "src/main/resources/META-INF/migrations/" + name.text() + "/1.0-" + name.text();
      files.put(script + ".sql", "up.sql");
      files.put(script + ".down.sql", "down.sql");
    }
    files.replaceAll((file, template) -> Templates.fill(kind, template, values));
    return files;
  }

  /** Of every kind, so that a module has the same class whatever it is made of. */
  private static Set<String> takenNames() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of("Migration.java", "Test.java")
            .map(template -> Templates.text(kind, template)))
        .flatMap(text -> TYPE_NAME.matcher(text).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static void write(Path folder, Map<String, String> files) {
    // not a temporary folder of the library's making, which only its owner may read
    Path half = folder.resolveSibling("." + folder.getFileName() + "-" + UUID.randomUUID());
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = half.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      Files.move(half, folder);
    } catch (FileAlreadyExistsException e) {
      throw alreadyThere(folder, remove(half, e));
    } catch (IOException e) {
      throw notCreated(
          "The module could not be written to " + folder + " (" + e + ").",
          "Make the folder writable, or name another with --dir.",
          remove(half, e));
    }
  }

  private static IOException remove(Path folder, IOException why) {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    return why;
  }
}
