package dev.showwise.migrate.runner.dist;

import static dev.showwise.migrate.runner.dist.Distribution.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.runner.dist.Started.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archetype gives, letter by letter, what {@code new} makes, which another test builds and runs. */
class ArchetypeIT {
  private static final String NAME = "shoe-sizes";

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"table", "sql", "java", "data"})
  void the_archetype_gives_the_same_module_as_new(String kind) throws Exception {
    Path byProgram = Files.createDirectory(folder.resolve("by program"));
    Path byMaven = Files.createDirectory(folder.resolve("by maven"));

    Result made = program(byProgram, "new", NAME, "--kind", kind).run();
    assertThat(made.exit()).as(made.all()).isZero();
    Result generated = OfflineMaven.in(
            byMaven,
            Path.of(System.getProperty("java.home")),
            "org.apache.maven.plugins:maven-archetype-plugin:"
                + System.getProperty("archetype.plugin.version") + ":generate",
            "-DarchetypeCatalog=internal",
            "-DarchetypeGroupId=dev.showwise.migrate",
            "-DarchetypeArtifactId=showwise-migrate-archetype",
            "-DarchetypeVersion=" + System.getProperty("project.version"),
            "-DartifactId=" + NAME,
            "-Dkind=" + kind,
            "-Drepository=" + repositoryIn(byProgram.resolve(NAME).resolve("pom.xml")))
        .run();
    assertThat(generated.exit()).as(generated.all()).isZero();

    Map<String, String> expected = files(byProgram.resolve(NAME));
    assertThat(expected).hasSizeGreaterThanOrEqualTo(7);
    assertThat(files(byMaven.resolve(NAME))).isEqualTo(expected);
  }

  /** The distribution of the program that made it is a copy. */
  private static String repositoryIn(Path pom) throws IOException {
    String text = Files.readString(pom);
    String element = "showwise-migrate.repository>";
    int start = text.indexOf("<" + element) + element.length() + 1;
    return text.substring(start, text.indexOf("</" + element));
  }

  private static Map<String, String> files(Path module) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(module)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(module.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
