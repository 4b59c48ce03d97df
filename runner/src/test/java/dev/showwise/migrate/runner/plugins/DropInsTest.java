package dev.showwise.migrate.runner.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.fault.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropInsTest {
  private static final ClassLoader PROGRAM = Migration.class.getClassLoader();
  private static final String SERVICE = Migration.class.getName();

  @TempDir
  Path folder;

  private Path drop;

  @BeforeEach
  void makeFolder() throws IOException {
    drop = Files.createDirectory(folder.resolve("migrations"));
  }

  @Test
  void a_migration_in_a_jar_is_found() throws Exception {
    Path jar = TestJar.migration("shop.Orders", "shop", "orders").write(drop.resolve("shop.jar"));
    try (DropIns dropIns = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(dropIns.jars()).containsExactly(jar);
      assertThat(dropIns.warnings()).isEmpty();
      assertThat(names(dropIns)).contains("shop.Orders");
    }
  }

  @Test
  void jars_see_each_other_and_are_read_by_name() throws Exception {
    new TestJar()
        .source(
            "lib.Names",
            "package lib; public class Names { public static String x() { return" + " \"x\"; } }")
        .write(drop.resolve("a-lib.jar"));
    TestJar.migration("shop.Orders", "shop", "orders").write(drop.resolve("b.jar"));
    try (DropIns dropIns = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(dropIns.jars())
          .extracting(p -> p.getFileName().toString())
          .containsExactly("a-lib.jar", "b.jar");
      assertThat(dropIns.classLoader().loadClass("lib.Names").getClassLoader())
          .isSameAs(dropIns.classLoader().loadClass("shop.Orders").getClassLoader());
    }
  }

  @Test
  void no_folder_and_an_empty_folder_are_no_fault() {
    try (DropIns none = DropIns.load(List.of(), PROGRAM, Optional.empty());
        DropIns empty = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(none.jars()).isEmpty();
      assertThat(empty.jars()).isEmpty();
    }
  }

  @Test
  void a_folder_that_is_named_twice_counts_once() throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders").write(drop.resolve("shop.jar"));
    Path sameFolder = drop.resolve("..").resolve("migrations");
    try (DropIns dropIns = DropIns.load(List.of(drop, sameFolder), PROGRAM, Optional.empty())) {
      assertThat(dropIns.jars()).hasSize(1);
    }
  }

  @Test
  void a_folder_that_is_missing_or_a_file_is_a_fault_and_all_faults_are_told() throws Exception {
    Path file = Files.writeString(folder.resolve("file.jar"), "");
    assertThat(faults(folder.resolve("nowhere"), file))
        .containsExactly(
            folder.resolve("nowhere")
                + ": there is no such folder. Name the folder that has the jars.",
            file + ": this is a file. Name the folder that has the jars.");
  }

  @Test
  void a_file_that_is_no_jar_is_a_fault() throws Exception {
    Files.writeString(drop.resolve("text.jar"), "this is not a zip file");
    Files.writeString(drop.resolve("zero.jar"), "");
    assertThat(faults(drop))
        .hasSize(2)
        .allSatisfy(
            fault -> assertThat(fault).contains("cannot be read as a jar", "Copy it again"));
  }

  @Test
  void a_dangling_link_is_a_fault() throws Exception {
    Files.createSymbolicLink(drop.resolve("gone.jar"), folder.resolve("gone"));
    assertThat(faults(drop)).singleElement().asString().contains("gone.jar", "cannot be read");
  }

  @Test
  void a_truncated_jar_is_a_fault() throws Exception {
    Path jar = TestJar.migration("shop.Orders", "shop", "orders").write(folder.resolve("all.jar"));
    byte[] bytes = Files.readAllBytes(jar);
    Files.write(drop.resolve("half.jar"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(faults(drop)).singleElement().asString().contains("half.jar", "Copy it again");
  }

  @Test
  void a_descriptor_without_a_services_file_is_a_fault() throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders")
        .without("META-INF/services/" + SERVICE)
        .descriptor("module shop { requires dev.showwise.migrate; provides " + SERVICE
            + " with shop.Orders; }")
        .write(drop.resolve("shop.jar"));
    assertThat(faults(drop))
        .singleElement()
        .asString()
        .contains(
            "shop.jar",
            "a module descriptor without a services file",
            "module-info provides [shop.Orders]",
            "avaje-spi-service");
  }

  @Test
  void a_descriptor_and_a_services_file_that_disagree_are_a_fault_that_has_both_lists()
      throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders")
        .source("shop.More", TestJar.migrationSource("shop.More", "shop", "more", ""))
        .descriptor("module shop { requires dev.showwise.migrate; provides " + SERVICE
            + " with shop.More; }")
        .write(drop.resolve("shop.jar"));
    assertThat(faults(drop))
        .singleElement()
        .asString()
        .contains("disagree: module-info provides [shop.More]", "names [shop.Orders]");
  }

  @Test
  void both_registrations_that_agree_are_fine() throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders")
        .descriptor("module shop { requires dev.showwise.migrate; provides " + SERVICE
            + " with shop.Orders; }")
        .write(drop.resolve("shop.jar"));
    try (DropIns dropIns = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(names(dropIns)).contains("shop.Orders");
    }
  }

  @Test
  void a_registered_class_that_is_not_in_the_jar_is_a_fault() throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders")
        .service(SERVICE, "shop.Orders", "shop.Gone # since last year")
        .write(drop.resolve("shop.jar"));
    assertThat(faults(drop))
        .singleElement()
        .asString()
        .contains("shop.jar", "names shop.Gone, and that class is not in the jar");
  }

  @Test
  void a_class_for_a_newer_java_is_a_fault() throws Exception {
    int newer = Runtime.version().feature() + 4;
    TestJar.migration("shop.Orders", "shop", "orders")
        .compiledFor(newer, "shop.Orders")
        .write(drop.resolve("shop.jar"));
    assertThat(faults(drop))
        .singleElement()
        .asString()
        .contains(
            "shop.jar: class shop.Orders needs Java " + newer + ", this is Java "
                + Runtime.version().feature(),
            "--release " + Runtime.version().feature());
  }

  @Test
  void classes_for_newer_releases_in_a_multi_release_jar_are_fine() throws Exception {
    int newer = Runtime.version().feature() + 4;
    byte[] forNewer =
        TestJar.migration("shop.Orders", "shop", "orders").compiled().get("shop/Orders.class");
    forNewer[7] = (byte) (44 + newer);
    TestJar.migration("shop.Orders", "shop", "orders")
        .multiRelease()
        .entry("META-INF/versions/" + newer + "/shop/Orders.class", forNewer)
        .write(drop.resolve("shop.jar"));
    try (DropIns dropIns = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(names(dropIns)).contains("shop.Orders");
    }
  }

  @Test
  void a_multi_release_jar_whose_class_for_this_java_is_too_new_is_a_fault() throws Exception {
    int newer = Runtime.version().feature() + 4;
    byte[] wrong =
        TestJar.migration("shop.Orders", "shop", "orders").compiled().get("shop/Orders.class");
    wrong[7] = (byte) (44 + newer);
    TestJar.migration("shop.Orders", "shop", "orders")
        .multiRelease()
        .entry("META-INF/versions/11/shop/Orders.class", wrong)
        .write(drop.resolve("shop.jar"));
    assertThat(faults(drop)).singleElement().asString().contains("needs Java " + newer);
  }

  @Test
  void the_same_class_in_two_jars_is_a_fault_that_names_both() throws Exception {
    Path one = TestJar.migration("shop.Orders", "shop", "orders").write(drop.resolve("one.jar"));
    Path two = TestJar.migration("shop.Orders", "shop", "orders").write(drop.resolve("two.jar"));
    assertThat(faults(drop))
        .containsExactly("shop.Orders is in 2 jars: " + one + " and " + two
            + ". Keep the one that is meant, and take the others away.");
  }

  @Test
  void a_class_that_the_program_has_already_is_a_fault() throws Exception {
    Path own = TestJar.migration("shop.Orders", "shop", "orders").write(folder.resolve("own.jar"));
    TestJar.migration("shop.Orders", "shop", "orders").write(drop.resolve("shop.jar"));
    try (DropIns program = DropIns.load(List.of(folder), PROGRAM, Optional.empty())) {
      assertThat(program.jars()).containsExactly(own);
      assertThatThrownBy(() -> DropIns.load(List.of(drop), program.classLoader(), Optional.empty()))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("shop.jar and in the program itself (own.jar)");
    }
  }

  @Test
  void a_copy_of_the_engine_in_a_jar_is_warned_of() throws Exception {
    TestJar.migration("shop.Orders", "shop", "orders")
        .entry("dev/showwise/migrate/Migration.class", new byte[] {1})
        .write(drop.resolve("fat.jar"));
    try (DropIns dropIns = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(dropIns.warnings())
          .singleElement()
          .asString()
          .contains("fat.jar", "a copy of ShowWise Migrate", "'provided'");
    }
  }

  @Test
  void a_driver_jar_for_a_newer_java_is_left_to_the_search_for_drivers() throws Exception {
    new TestJar()
        .source("bad.Driver", DriversTest.driverSource("bad", "Driver", "bad"))
        .compiledFor(Runtime.version().feature() + 4, "bad.Driver")
        .service("java.sql.Driver", "bad.Driver")
        .write(drop.resolve("driver.jar"));
    try (DropIns dropIns = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(dropIns.jars()).hasSize(1);
    }
  }

  @Test
  void files_that_are_nearly_jars_are_warned_of_and_others_are_not() throws Exception {
    for (String name : List.of("a.jar.part", "b.zip", "C.java", "README.txt", ".hidden.jar")) {
      Files.writeString(drop.resolve(name), "");
    }
    try (DropIns dropIns = DropIns.load(List.of(drop), PROGRAM, Optional.empty())) {
      assertThat(dropIns.jars()).isEmpty();
      assertThat(dropIns.warnings())
          .containsExactly(
              drop.resolve("C.java") + " is ignored: only files that end in .jar are read.",
              drop.resolve("a.jar.part") + " is ignored: only files that end in .jar are read.",
              drop.resolve("b.zip") + " is ignored: only files that end in .jar are read.");
    }
  }

  private static List<String> faults(Path... folders) {
    Fault thrown = catchThrowableOfType(
        Fault.class, () -> DropIns.load(List.of(folders), PROGRAM, Optional.empty()));
    assertThat(thrown).as("a fault is found").isNotNull();
    assertThat(thrown.exit()).isEqualTo(ExitCode.USAGE);
    return thrown.notices().stream().map(Notice::message).toList();
  }

  private static List<String> names(DropIns dropIns) throws IOException {
    return dropIns
        .classLoader()
        .resources("META-INF/services/" + SERVICE)
        .map(url -> {
          try (var in = url.openStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        })
        .map(String::strip)
        .toList();
  }
}
