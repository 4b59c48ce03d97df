package dev.showwise.migrate.runner.dist;

import static dev.showwise.migrate.runner.dist.Distribution.program;
import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.runner.dist.Started.Result;
import dev.showwise.migrate.runner.plugins.TestJar;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars with which something is wrong: named, exit 2, and no database is made or touched. */
class WrongJarsIT {
  private static final String SERVICE = Migration.class.getName();

  @TempDir
  Path folder;

  private Path jars;

  @BeforeEach
  void dropAGoodJarToo() throws Exception {
    jars = folder.resolve("jars");
    TestJar.migration("shop.Orders", "shop", "orders").write(jars.resolve("good.jar"));
  }

  private void isRefused(String... words) throws Exception {
    Result result =
        program(folder, "--migrations", "jars", "--create", "--url", "crew.db").run();
    assertThat(result.err()).contains(words).doesNotContain("\tat ");
    assertThat(result.exit()).as(result.all()).isEqualTo(2);
    assertThat(folder.resolve("crew.db")).doesNotExist();
  }

  @Test
  void a_provider_that_throws() throws Exception {
    new TestJar()
        .source(
            "bad.Throws",
            TestJar.migrationSource(
                "bad.Throws",
                "bad",
                "throws",
                "{ if (true) throw new IllegalStateException(\"no licence\"); }"))
        .service(SERVICE, "bad.Throws")
        .write(jars.resolve("bad.jar"));
    isRefused("bad.Throws", "no licence", "bad.jar");
  }

  @Test
  void a_provider_of_another_type() throws Exception {
    new TestJar()
        .source("bad.Stranger", "package bad; public class Stranger {}")
        .service(SERVICE, "bad.Stranger")
        .write(jars.resolve("bad.jar"));
    isRefused("bad.Stranger", "bad.jar");
  }

  @Test
  void a_class_for_a_newer_java() throws Exception {
    int newer = Runtime.version().feature() + 4;
    TestJar.migration("bad.New", "bad", "new")
        .compiledFor(newer, "bad.New")
        .write(jars.resolve("bad.jar"));
    isRefused("bad.jar", "bad.New", "needs Java " + newer);
  }

  @Test
  void a_descriptor_without_a_services_file() throws Exception {
    TestJar.migration("bad.Half", "bad", "half")
        .without("META-INF/services/" + SERVICE)
        .descriptor(
            "module bad { requires dev.showwise.migrate; provides " + SERVICE + " with bad.Half; }")
        .write(jars.resolve("bad.jar"));
    isRefused("bad.jar", "a module descriptor without a services file", "bad.Half");
  }

  @Test
  void the_same_class_in_two_jars() throws Exception {
    Files.copy(jars.resolve("good.jar"), jars.resolve("copy.jar"));
    isRefused("shop.Orders", "good.jar", "copy.jar");
  }

  @Test
  void the_same_version_in_one_module_from_two_jars() throws Exception {
    TestJar.migration("rival.Orders", "shop", "other").write(jars.resolve("rival.jar"));
    isRefused("good.jar", "rival.jar");
  }

  @Test
  void a_file_that_is_no_jar() throws Exception {
    Files.writeString(jars.resolve("page.jar"), "<html>not found</html>");
    isRefused("page.jar", "cannot be read as a jar");
  }

  @Test
  void a_folder_that_is_not_there() throws Exception {
    Result result =
        program(folder, "--migrations", "jrs", "--create", "--url", "crew.db").run();
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("jrs", "no folder");
    assertThat(folder.resolve("crew.db")).doesNotExist();
  }

  @Test
  void all_that_is_wrong_is_told_at_once() throws Exception {
    Files.copy(jars.resolve("good.jar"), jars.resolve("copy.jar"));
    Files.writeString(jars.resolve("page.jar"), "");
    isRefused("copy.jar", "page.jar");
  }

  @Test
  void a_bad_driver_does_not_hide_the_others() throws Exception {
    String driver = """
        package toy;
        public class Driver {}
        """;
    new TestJar()
        .source("toy.Driver", driver)
        .compiledFor(Runtime.version().feature() + 4, "toy.Driver")
        .service("java.sql.Driver", "toy.Driver", "toy.Gone")
        .write(jars.resolve("driver.jar"));
    Result sqlite = program(
            folder, "--migrations", "jars", "--create", "--url", "jdbc:sqlite:crew.db")
        .run();
    assertThat(sqlite.exit()).as(sqlite.all()).isZero();

    Result none = program(folder, "--migrations", "jars", "--url", "jdbc:toy://ann:s3cret@h/db")
        .run();
    assertThat(none.exit()).isEqualTo(4);
    assertThat(none.err()).contains("jdbc:toy", "toy.Gone", "org.sqlite.JDBC");
    assertThat(none.all()).doesNotContain("s3cret");
  }
}
