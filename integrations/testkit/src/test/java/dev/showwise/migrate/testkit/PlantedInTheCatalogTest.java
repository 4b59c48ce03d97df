package dev.showwise.migrate.testkit;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.SchemaChange.addColumn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.SchemaMigration;
import dev.showwise.migrate.schema.SchemaChange;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that are not what the others need them to be, and what their authors are told. */
class PlantedInTheCatalogTest {
  @TempDir
  Path classPath;

  @TempDir
  Path sources;

  private ClassLoader loader;
  private String path;

  @BeforeEach
  void remember() {
    loader = Thread.currentThread().getContextClassLoader();
    path = System.getProperty("java.class.path");
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(loader);
    System.setProperty("java.class.path", path);
  }

  /** As if a jar on the class path had this services file. */
  private void register(Class<? extends Migration> migration) throws IOException {
    register(migration.getName());
  }

  private void register(String className) throws IOException {
    Path file = classPath.resolve("META-INF/services/" + Migration.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, className + " # a comment\n");
    Thread.currentThread()
        .setContextClassLoader(new URLClassLoader(new URL[] {classPath.toUri().toURL()}, loader));
    System.setProperty("java.class.path", path + File.pathSeparator + classPath);
  }

  /** As if there were another module with a migration of this name. */
  private void compile(String name) throws IOException {
    Path source = Files.writeString(sources.resolve(name + ".java"), """
        package wardrobe;

        import dev.showwise.migrate.*;

        public final class %1$s implements Migration {
          @Override public String module() { return "wardrobe"; }
          @Override public MigrationVersion version() { return MigrationVersion.of("1"); }
          @Override public String name() { return "%1$s"; }
          @Override public String description() { return "more of %1$s"; }
          @Override public void apply(MigrationContext context) {}
        }
        """.formatted(name));
    int exit = ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(
            System.out,
            System.err,
            "-proc:none",
            "-cp",
            path,
            "-d",
            classPath.toString(),
            source.toString());
    assertThat(exit).isZero();
  }

  @Test
  void one_that_is_not_registered() {
    Verdict.on(RegistrationTest.class)
        .finds(
            "isRegistered",
            "Unregistered is not registered",
            "nobody will find it",
            "@ServiceProvider(Migration.class)",
            Unregistered.class.getName()
                + "\n         to src/main/resources/META-INF/services/dev.showwise.migrate.Migration")
        .andOnlyIn("isRegistered");
  }

  @Test
  void one_that_is_registered_is_fine() throws IOException {
    compile("Hats");
    register("wardrobe.Hats");
    Verdict.on(HatsTest.class).andOnlyIn();
  }

  @Test
  void one_beside_another_that_was_forgotten() throws IOException {
    compile("Hats");
    compile("Shoes");
    register("wardrobe.Hats");
    Verdict.on(HatsTest.class)
        .finds(
            "isRegistered",
            "Beside Hats a migration is not registered",
            "names wardrobe.Shoes: nobody will find it",
            "@ServiceProvider(Migration.class)")
        .andOnlyIn("isRegistered");
  }

  static class HatsTest extends MigrationTest {
    @Override
    protected Migration migration() {
      try {
        return (Migration)
            Class.forName("wardrobe.Hats", true, Thread.currentThread().getContextClassLoader())
                .getConstructor()
                .newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static class RegistrationTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new Unregistered();
    }
  }

  /** Needs no table, and is what a service should be. */
  public static final class Unregistered extends ByHand {
    /** As services have it. */
    public Unregistered() {}

    @Override
    public void apply(MigrationContext context) {}
  }

  @Test
  void one_that_is_registered_and_cannot_be_made() throws IOException {
    register(NoService.class);
    Verdict.on(NoServiceTest.class)
        .finds(
            "isRegistered",
            "NoService cannot be loaded as a service",
            "a public constructor without parameters")
        .finds("fitsTogetherWithTheOthers", "NoService");
  }

  static class NoServiceTest extends MigrationTest {
    @Override
    protected Migration migration() {
      return new NoService(3);
    }
  }

  static final class NoService extends ByHand {
    NoService(int number) {
      assertThat(number).isPositive();
    }

    @Override
    public void apply(MigrationContext context) {}
  }

  @Test
  void one_that_depends_on_one_that_depends_on_it() throws IOException {
    register(Hen.class);
    Verdict verdict = Verdict.on(EggTest.class);
    verdict
        .finds(
            "fitsTogetherWithTheOthers",
            "Egg: circular dependency among the migrations",
            "depend on each other in a circle: crew:",
            "Take one dependsOn()")
        .andOnlyIn("fitsTogetherWithTheOthers");
  }

  static class EggTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new Egg();
    }

    static final class Egg extends ByHand {
      @Override
      public Set<String> dependsOn() {
        return Set.of("hen");
      }

      @Override
      public void apply(MigrationContext context) {}

      /** So that not all of its tests are left out. */
      @Override
      public Optional<Checksum> checksum() {
        return Optional.of(Checksum.ofText("egg"));
      }
    }
  }

  /** Depends on the egg. */
  public static final class Hen extends ByHand {
    /** As services have it. */
    public Hen() {}

    @Override
    public String name() {
      return "hen";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("2");
    }

    @Override
    public Set<String> dependsOn() {
      return Set.of("planted");
    }

    @Override
    public void apply(MigrationContext context) {}
  }

  @Test
  void one_whose_checksum_is_another_in_each_instance() {
    Verdict.on(InstanceTest.class)
        .finds(
            "hasAStableChecksum",
            "its checksum is not stable",
            "in a second instance",
            "an applied migration counts as changed");
  }

  @Test
  void one_whose_checksum_is_another_in_turkey() {
    Verdict.on(LocaleTest.class)
        .finds("hasAStableChecksum", "its checksum is not stable", "the language is tr-TR")
        .andOnlyIn("hasAStableChecksum");
  }

  @Test
  void one_whose_checksum_is_another_in_each_process() throws IOException {
    register(OfItsProcess.class);
    Verdict.on(ProcessTest.class)
        .finds("hasAStableChecksum", "its checksum is not stable", "in another process")
        .andOnlyIn("hasAStableChecksum");
  }

  @Test
  void one_that_has_a_checksum_in_one_process_alone() throws IOException {
    System.setProperty(
        InOneProcess.class.getName(), String.valueOf(ProcessHandle.current().pid()));
    register(InOneProcess.class);
    Verdict.on(OneProcessTest.class)
        .finds("hasAStableChecksum", "its checksum is not stable", "in another process", "none")
        .andOnlyIn("hasAStableChecksum");
  }

  abstract static class ShoeSize extends SchemaMigration {
    ShoeSize() {
      super("crew", "1", "shoe-size", "a shoe size");
    }

    abstract String fingerprint();

    @Override
    public Optional<Checksum> checksum() {
      return Optional.of(Checksum.ofText(fingerprint()));
    }

    @Override
    protected List<SchemaChange> changes() {
      return List.of(addColumn("crew", column("shoe_size", integer())));
    }
  }

  static class InstanceTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new ShoeSize() {
        private final Object mine = new Object();

        @Override
        String fingerprint() {
          return mine.toString();
        }
      };
    }
  }

  static class LocaleTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new ShoeSize() {
        @Override
        String fingerprint() {
          return "ADD SHOE SIZE".toLowerCase(Locale.getDefault());
        }
      };
    }
  }

  static class ProcessTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new OfItsProcess();
    }
  }

  /** Its checksum is what a Set without an order, or a hash code, does to one. */
  public static final class OfItsProcess extends ShoeSize {
    /** As services have it. */
    public OfItsProcess() {}

    @Override
    String fingerprint() {
      return "of process " + ProcessHandle.current().pid();
    }
  }

  static class OneProcessTest extends CrewTest {
    @Override
    protected Migration migration() {
      return new InOneProcess();
    }
  }

  /** Has one where the tests run, and in no other process. */
  public static final class InOneProcess extends ShoeSize {
    /** As services have it. */
    public InOneProcess() {}

    @Override
    String fingerprint() {
      return "of a process";
    }

    @Override
    public Optional<Checksum> checksum() {
      long here = Long.getLong(InOneProcess.class.getName(), -1);
      return here == ProcessHandle.current().pid() ? super.checksum() : Optional.empty();
    }
  }
}
