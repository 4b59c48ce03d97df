package dev.showwise.migrate.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.MigrationVersion;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogBuilderTest {
  @TempDir
  Path folder;

  /** A good provider. */
  public static class Named implements Migration {
    @Override
    public String module() {
      return "m";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("1");
    }

    @Override
    public String name() {
      return "named";
    }

    @Override
    public String description() {
      return "a good one";
    }

    @Override
    public void apply(MigrationContext context) {}
  }

  private static Migration migration(
      String module, String version, String name, String... dependencies) {
    return new Named() {
      @Override
      public String module() {
        return module;
      }

      @Override
      public MigrationVersion version() {
        return MigrationVersion.of(version);
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public Set<String> dependsOn() {
        return Set.of(dependencies);
      }
    };
  }

  private static List<String> order(Migration... migrations) {
    return new CatalogBuilder()
        .addAll(List.of(migrations)).build().entries().stream()
            .map(e -> e.label().qualifiedName())
            .toList();
  }

  private URLClassLoader services(String folderName, String... providers) throws IOException {
    Path services = folder.resolve(folderName).resolve("META-INF/services");
    Files.createDirectories(services);
    Files.write(services.resolve(Migration.class.getName()), List.of(providers));
    return new URLClassLoader(
        new URL[] {folder.resolve(folderName).toUri().toURL()}, getClass().getClassLoader());
  }

  @Test
  void dependencies_come_first_then_versions_then_modules() {
    assertThat(order(
            migration("b", "1", "one"),
            migration("a", "1.0", "one"),
            migration("a", "3", "three"),
            migration("a", "2", "two", "three"),
            migration("c", "0.1", "needs-b", "b:one")))
        .containsExactly("a:one", "b:one", "c:needs-b", "a:three", "a:two");
  }

  @Test
  void two_modules_may_use_the_same_versions_and_names() {
    assertThat(order(migration("a", "1", "same"), migration("b", "1", "same")))
        .containsExactly("a:same", "b:same");
  }

  /**
   * Compiles a class of the unnamed module: what a services file names is looked for there only,
   * while the classes of this test are in the module under test.
   */
  private void compile(String folderName, String name, String source) throws IOException {
    Path classes = Files.createDirectories(folder.resolve(folderName));
    Path file = folder.resolve(name + ".java");
    Files.writeString(file, source);
    String path = Path.of(
            Migration.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
    int exit = ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(System.out, System.err, "-cp", path, "-d", classes.toString(), file.toString());
    assertThat(exit).isZero();
  }

  @Test
  void a_provider_that_fails_is_named_and_does_not_hide_the_others() throws IOException {
    compile(
        "bad",
        "Throwing",
        "public class Throwing implements dev.showwise.migrate.Migration {"
            + " public Throwing() { throw new IllegalStateException(\"no licence\"); }"
            + " public String module() { return \"m\"; }"
            + " public dev.showwise.migrate.MigrationVersion version() { return null; }"
            + " public String name() { return \"n\"; }"
            + " public String description() { return \"d\"; }"
            + " public void apply(dev.showwise.migrate.MigrationContext c) { } }");
    compile("bad", "NotAMigration", "public class NotAMigration { }");
    try (URLClassLoader loader = services("bad", "Throwing", "NotAMigration", "com.example.Gone")) {
      assertThatThrownBy(() -> new CatalogBuilder().discover(loader).build())
          .isInstanceOfSatisfying(InvalidCatalog.class, e -> {
            assertThat(e.faults()).hasSize(3);
            assertThat(e.faults().get(0)).contains("Throwing").contains("no licence");
            assertThat(e.faults().get(1))
                .contains("NotAMigration", "registered by", "not a subtype");
            assertThat(e.faults().get(2)).contains("com.example.Gone").contains("not found");
          });
    }
  }

  @Test
  void the_same_class_registered_in_two_places_is_named_with_both() throws IOException {
    try (URLClassLoader first = services("one", Named.class.getName());
        URLClassLoader second = services("two", Named.class.getName());
        URLClassLoader both = new URLClassLoader(
            new URL[] {first.getURLs()[0], second.getURLs()[0]}, getClass().getClassLoader())) {
      assertThatThrownBy(() -> new CatalogBuilder().discover(both).build())
          .isInstanceOf(InvalidCatalog.class)
          .hasMessageContaining("Named is in more than one jar")
          .hasMessageContaining("/one")
          .hasMessageContaining("/two")
          .hasMessageContaining("Remove all but one");
    }
  }

  @Test
  void every_fault_is_named_at_once() {
    assertThatThrownBy(() -> order(
            migration("m", "1", "a"),
            migration("m", "1.0", "b"),
            migration("m", "2", "a"),
            migration("m", "3", "../evil"),
            migration("", "3", "x"),
            migration("m", "4", "y", "aa")))
        .isInstanceOfSatisfying(InvalidCatalog.class, e -> {
          assertThat(e.faults()).hasSize(5);
          assertThat(String.join("\n", e.faults()))
              .contains("'../evil' cannot be its name")
              .contains("'' cannot be its module")
              .contains("Module m has version 1.0 twice")
              .contains("Module m has name 'a' twice")
              .contains("depends on m:aa")
              .contains("Did you mean 'm:a'?");
        });
  }

  @Test
  void a_circle_is_printed() {
    assertThatThrownBy(() -> order(
            migration("m", "1", "a", "c"),
            migration("m", "2", "b", "a"),
            migration("m", "3", "c", "b"),
            migration("m", "4", "d", "a")))
        .hasMessageContaining("m:a (1) → m:c (3) → m:b (2) → m:a (1)");
  }

  @Test
  void a_source_gives_many_under_its_own_description() {
    MigrationSource source = new MigrationSource() {
      @Override
      public Collection<Migration> migrations() {
        return List.of(migration("m", "1", "a"), migration("m", "2", "b"));
      }

      @Override
      public String description() {
        return "folder db/scripts";
      }
    };

    assertThat(new CatalogBuilder().addAll(source).build().entries())
        .extracting(CatalogEntry::source)
        .containsExactly("folder db/scripts", "folder db/scripts");
  }

  @Test
  void ten_thousand_in_a_chain_are_ordered_in_moments() {
    Migration[] chain = new Migration[10_000];
    for (int i = 0; i < chain.length; i++) {
      String version = Integer.toString(chain.length - i);
      chain[i] =
          i == 0 ? migration("m", version, "n0") : migration("m", version, "n" + i, "n" + (i - 1));
    }

    long start = System.nanoTime();
    List<String> order = order(chain);

    assertThat(order.get(0)).isEqualTo("m:n0");
    assertThat(order.get(9_999)).isEqualTo("m:n9999");
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }
}
