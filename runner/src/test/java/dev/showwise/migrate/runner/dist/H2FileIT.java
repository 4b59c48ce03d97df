package dev.showwise.migrate.runner.dist;

import static dev.showwise.migrate.runner.dist.Distribution.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.runner.database.Databases;
import dev.showwise.migrate.runner.dist.Started.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on H2 in a file of its own, with H2 as one more jar in the folder of migrations. */
class H2FileIT {
  @TempDir
  Path jars;

  @TempDir
  Path folder;

  @BeforeEach
  void dropJars() throws Exception {
    Path h2 = Path.of(Class.forName("org.h2.Driver")
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .toURI());
    for (Path jar :
        List.of(Distribution.available("2fa"), Distribution.available("showwise"), h2)) {
      Files.copy(jar, jars.resolve(jar.getFileName()));
    }
  }

  private Result run(int exit, String... arguments) throws Exception {
    Result result = program(
            folder,
            Stream.concat(
                    Stream.of("--url", "jdbc:h2:./crew", "--user", "sa", "--migrations", jars),
                    Stream.of(arguments))
                .toArray())
        .run();
    assertThat(result.exit()).as(result.all()).isEqualTo(exit);
    return result;
  }

  @Test
  void a_mistyped_path_makes_no_database() throws Exception {
    for (String verb : List.of("list", "migrate")) {
      assertThat(run(4, verb).err()).contains("jdbc:h2:./crew", "--create");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void it_is_made_when_that_is_wanted_and_reading_it_changes_no_byte() throws Exception {
    assertThat(run(0, "--create").out()).contains("2fa applied");
    Map<String, String> before = Databases.contents(folder);

    assertThat(run(0, "list", "--json").out()).contains("\"product\": \"H2\"");
    run(0, "plan");
    run(0, "rehearse");
    run(0, "verify");
    assertThat(run(0, "schema").out()).containsIgnoringCase("two_factor_auth");
    assertThat(Databases.contents(folder)).isEqualTo(before);

    run(0);
    run(0, "rollback", "2fa", "--yes");
    before = Databases.contents(folder);
    assertThat(run(0, "rehearse").out()).containsIgnoringCase("table two_factor_auth added");
    assertThat(run(0, "plan", "--sql").out())
        .containsIgnoringCase("create table `two_factor_auth`");
    assertThat(Databases.contents(folder)).isEqualTo(before);
    assertThat(run(0, "list").out()).contains("6 of 7 migrations are in the database");
    assertThat(run(0, "list", "--schema", "public").out()).contains("6 of 7");
    assertThat(run(4, "list", "--schema", "nowhere").err()).contains("schema 'nowhere'");
  }
}
