package dev.showwise.migrate.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that nobody would find does not compile: with the compiler and processor of this build. */
class ForgottenRegistrationTest {
  private static final String SERVICES = "META-INF/services/" + Migration.class.getName();

  @TempDir
  Path folder;

  private Path classes;

  @BeforeEach
  void a_folder_for_classes() throws IOException {
    classes = Files.createDirectory(folder.resolve("classes"));
  }

  /**
   * What the compiler said.
   *
   * @param succeeded whether there are classes now
   */
  private record Compiled(boolean succeeded, String said) {}

  @Test
  void what_is_annotated_and_provided_is_registered_for_both_paths() throws Exception {
    Compiled compiled =
        compile("@ServiceProvider(Migration.class)", "provides Migration with Hats;");

    assertThat(compiled.succeeded()).as(compiled.said()).isTrue();
    assertThat(classes.resolve(SERVICES)).content().contains("wardrobe.Hats");
  }

  @Test
  void a_module_that_does_not_provide_it_fails_to_build_with_the_line_to_add() throws Exception {
    Compiled compiled = compile("@ServiceProvider(Migration.class)", "");

    assertThat(compiled.succeeded()).isFalse();
    assertThat(compiled.said())
        .contains("provides dev.showwise.migrate.Migration with wardrobe.Hats;");
  }

  @Test
  void a_module_that_provides_only_another_one_fails_to_build() throws Exception {
    Files.createDirectories(folder.resolve("wardrobe"));
    Files.writeString(
        folder.resolve("wardrobe/Shoes.java"),
        source("Shoes", "@ServiceProvider(Migration.class)"));

    Compiled compiled =
        compile("@ServiceProvider(Migration.class)", "provides Migration with Hats;");

    assertThat(compiled.succeeded()).isFalse();
    assertThat(compiled.said()).contains("wardrobe.Shoes");
  }

  private Compiled compile(String annotation, String provides) throws Exception {
    Files.createDirectories(folder.resolve("wardrobe"));
    Files.writeString(folder.resolve("wardrobe/Hats.java"), source("Hats", annotation));
    Files.writeString(folder.resolve("module-info.java"), """
        import dev.showwise.migrate.Migration;
        import wardrobe.Hats;

        module wardrobe {
          requires dev.showwise.migrate;
          requires static io.avaje.spi;
          %s
        }
        """.formatted(provides));
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
        "--release",
        "17",
        "-d",
        classes.toString(),
        "--module-path",
        paths("showwise-migrate-core|core/target|avaje-spi|slf4j-api"),
        "--processor-path",
        paths("avaje-spi")));
    try (Stream<Path> sources = Files.walk(folder)) {
      sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Compiled(process.waitFor() == 0, said);
  }

  private static String source(String name, String annotation) {
    return """
        package wardrobe;

        import dev.showwise.migrate.Migration;
        import dev.showwise.migrate.MigrationContext;
        import dev.showwise.migrate.MigrationVersion;
        import io.avaje.spi.ServiceProvider;

        %1$s
        public final class %2$s implements Migration {
          @Override public String module() { return "wardrobe"; }
          @Override public MigrationVersion version() { return MigrationVersion.of("1"); }
          @Override public String name() { return "%2$s"; }
          @Override public String description() { return "more of %2$s"; }
          @Override public void apply(MigrationContext context) {}
        }
        """.formatted(annotation, name);
  }

  /** What of this test's own class path and module path has such a name. */
  private static String paths(String names) {
    return Stream.of("java.class.path", "jdk.module.path")
        .flatMap(
            property -> Arrays.stream(System.getProperty(property, "").split(File.pathSeparator)))
        .map(path -> path.replace('\\', '/'))
        .filter(path -> path.matches(".*(?:" + names + ").*"))
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }
}
