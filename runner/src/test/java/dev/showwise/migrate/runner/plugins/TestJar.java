package dev.showwise.migrate.runner.plugins;

import dev.showwise.migrate.Migration;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Makes jars for tests, wrong ones too: compiles sources on the spot and packs what it is told. */
public final class TestJar {
  private final Map<String, String> sources = new TreeMap<>();
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, UnaryOperator<byte[]>> edits = new TreeMap<>();
  private boolean multiRelease;

  /** A jar of one migration that creates a table of its own name, registered as it should be. */
  public static TestJar migration(String className, String module, String name) {
    return new TestJar()
        .source(className, migrationSource(className, module, name, ""))
        .service(Migration.class.getName(), className);
  }

  /** The source of such a migration, with more members. */
  public static String migrationSource(
      String className, String module, String name, String members) {
    int dot = className.lastIndexOf('.');
    return """
        package %s;
        import static dev.showwise.migrate.schema.Column.column;
        import static dev.showwise.migrate.schema.ColumnType.integer;
        import static dev.showwise.migrate.schema.SchemaChange.createTable;
        import static dev.showwise.migrate.schema.Table.table;
        import dev.showwise.migrate.SchemaMigration;
        import dev.showwise.migrate.schema.SchemaChange;
        import java.util.List;
        public final class %s extends SchemaMigration {
          public %s() {
            super("%s", "1.0", "%s", "A table for a test");
          }
          @Override protected List<SchemaChange> changes() {
            return List.of(createTable(table("%s").column(column("id", integer()).identity())));
          }
          %s
        }
        """.formatted(
            className.substring(0, dot),
            className.substring(dot + 1),
            className.substring(dot + 1),
            module,
            name,
            name.replace('-', '_'),
            members);
  }

  /** Adds a class. */
  public TestJar source(String className, String source) {
    sources.put(className.replace('.', '/') + ".java", source);
    return this;
  }

  /** Adds a module descriptor. */
  public TestJar descriptor(String source) {
    sources.put("module-info.java", source);
    return this;
  }

  /** Adds or replaces a services file. */
  public TestJar service(String service, String... providers) {
    return entry("META-INF/services/" + service, String.join("\n", providers));
  }

  /** Takes an entry out again. */
  public TestJar without(String entry) {
    entries.remove(entry);
    edits.put(entry, bytes -> new byte[0]);
    return this;
  }

  /** Adds any entry. */
  public TestJar entry(String name, String text) {
    entries.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds any entry. */
  public TestJar entry(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  /** Makes a class look as if it had been compiled for another Java. */
  public TestJar compiledFor(int java, String className) {
    edits.put(className.replace('.', '/') + ".class", bytes -> forJava(java, bytes));
    return this;
  }

  /** Marks the jar as one that has classes for several releases of Java. */
  public TestJar multiRelease() {
    multiRelease = true;
    return this;
  }

  /** Compiles and packs. */
  public Path write(Path jar) throws IOException {
    Map<String, byte[]> all = new TreeMap<>(compiled());
    edits.forEach((name, edit) -> all.computeIfPresent(name, (n, bytes) -> edit.apply(bytes)));
    all.putAll(entries);
    all.values().removeIf(bytes -> bytes.length == 0);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (multiRelease) {
      manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    }
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Map.Entry<String, byte[]> one : all.entrySet()) {
        out.putNextEntry(new JarEntry(one.getKey()));
        out.write(one.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  /** The bytes of the classes, by name of their entry. */
  public Map<String, byte[]> compiled() throws IOException {
    if (sources.isEmpty()) {
      return Map.of();
    }
    Path folder = Files.createTempDirectory("test-jar");
    try {
      return compiled(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private Map<String, byte[]> compiled(Path folder) throws IOException {
    Path output = folder.resolve("classes");
    List<String> arguments =
        new ArrayList<>(List.of("--release", "17", "-proc:none", "-d", output.toString()));
    arguments.add(sources.containsKey("module-info.java") ? "--module-path" : "--class-path");
    arguments.add(libraries());
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    compile(arguments);
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        classes.put(
            output.relativize(file).toString().replace(File.separatorChar, '/'),
            Files.readAllBytes(file));
      }
    }
    return classes;
  }

  private static void compile(List<String> arguments) {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(messages, true, StandardCharsets.UTF_8);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(out, out, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(messages.toString(StandardCharsets.UTF_8));
    }
  }

  /** The engine and what its descriptor requires. */
  private static String libraries() {
    try {
      String core = Path.of(Migration.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI())
          .toString();
      String paths = System.getProperty("jdk.module.path", "")
          + File.pathSeparator
          + System.getProperty("java.class.path");
      return Stream.concat(
              Stream.of(core),
              Stream.of(paths.split(File.pathSeparator)).filter(p -> p.contains("slf4j-api")))
          .distinct()
          .reduce((a, b) -> a + File.pathSeparator + b)
          .orElseThrow();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] forJava(int java, byte[] classFile) {
    byte[] copy = classFile.clone();
    int major = java + 44;
    copy[6] = (byte) (major >> 8);
    copy[7] = (byte) major;
    return copy;
  }
}
