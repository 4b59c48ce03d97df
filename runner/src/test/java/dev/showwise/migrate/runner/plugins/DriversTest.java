package dev.showwise.migrate.runner.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.runner.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {
  private static final ClassLoader PROGRAM = Migration.class.getClassLoader();

  @TempDir
  Path folder;

  /** The source of a driver for {@code jdbc:PRODUCT:} that opens nothing. */
  static String driverSource(String packageName, String className, String product) {
    return """
        package %s;
        import java.sql.*;
        import java.util.*;
        public class %s implements java.sql.Driver {
          public boolean acceptsURL(String url) throws SQLException {
            if (url.contains("explode")) throw new SQLException("cannot read " + url);
            return url.startsWith("jdbc:%s:");
          }
          public Connection connect(String url, Properties p) { return null; }
          public DriverPropertyInfo[] getPropertyInfo(String url, Properties p) { return new DriverPropertyInfo[0]; }
          public int getMajorVersion() { return 1; }
          public int getMinorVersion() { return 0; }
          public boolean jdbcCompliant() { return false; }
          public java.util.logging.Logger getParentLogger() { return null; }
        }
        """.formatted(packageName, className, product);
  }

  private static TestJar driver(String packageName, String product) {
    return new TestJar()
        .source(packageName + ".Driver", driverSource(packageName, "Driver", product))
        .service("java.sql.Driver", packageName + ".Driver");
  }

  @Test
  void the_programs_own_driver_is_found() {
    assertThat(Drivers.find("jdbc:sqlite:x.db", PROGRAM).getClass().getName())
        .isEqualTo("org.sqlite.JDBC");
  }

  @Test
  void a_dropped_in_driver_is_found() throws Exception {
    driver("toy", "toy").write(folder.resolve("toy.jar"));
    try (DropIns dropIns = DropIns.load(List.of(folder), PROGRAM, Optional.empty())) {
      Driver driver = Drivers.find("jdbc:toy://host/db", dropIns.classLoader());
      assertThat(driver.getClass().getName()).isEqualTo("toy.Driver");
    }
  }

  @Test
  void bad_drivers_do_not_hide_good_ones() throws Exception {
    driver("a", "a")
        .compiledFor(Runtime.version().feature() + 8, "a.Driver")
        .write(folder.resolve("a.jar"));
    new TestJar().service("java.sql.Driver", "b.Gone").write(folder.resolve("b.jar"));
    new TestJar()
        .service("java.sql.Driver", "c.NoDriver")
        .source("c.NoDriver", "package c; public class NoDriver {}")
        .write(folder.resolve("c.jar"));
    new TestJar()
        .service("java.sql.Driver", "d.Fails")
        .source(
            "d.Fails",
            driverSource("d", "Fails", "d")
                .replace(
                    "public boolean acceptsURL",
                    "public Fails() { throw new IllegalStateException(\"no licence\"); }\n"
                        + "public boolean acceptsURL"))
        .write(folder.resolve("d.jar"));
    new TestJar().service("java.sql.Driver", "not a class name").write(folder.resolve("e.jar"));
    driver("toy", "toy").write(folder.resolve("z.jar"));
    try (DropIns dropIns = DropIns.load(List.of(folder), PROGRAM, Optional.empty())) {
      assertThat(Drivers.find("jdbc:toy:x", dropIns.classLoader()).getClass().getName())
          .isEqualTo("toy.Driver");
      assertThat(Drivers.find("jdbc:sqlite:x", dropIns.classLoader()).getClass().getName())
          .isEqualTo("org.sqlite.JDBC");

      assertThat(catchThrowable(() -> Drivers.find("jdbc:nope:x", dropIns.classLoader())))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("Drivers at hand: org.sqlite.JDBC, toy.Driver.")
          .hasMessageContaining("a/Driver has been compiled by a more recent version")
          .hasMessageContaining("b.Gone")
          .hasMessageContaining("c.NoDriver")
          .hasMessageContaining("no licence");
    }
  }

  @Test
  void the_message_names_the_jar_to_get_and_keeps_the_password_to_itself() throws Exception {
    driver("toy", "toy").write(folder.resolve("toy.jar"));
    try (DropIns dropIns = DropIns.load(List.of(folder), PROGRAM, Optional.empty())) {
      String url = "jdbc:postgresql://ann:explode-s3cret@db/crew?password=s3cret";
      assertThat(catchThrowable(() -> Drivers.find(url, dropIns.classLoader())))
          .hasMessageContaining("No JDBC driver takes jdbc:postgresql:... URLs")
          .hasMessageContaining("Not usable: toy.Driver (SQLException)")
          .hasMessageContaining("org.postgresql:postgresql")
          .hasMessageContaining("--migrations")
          .message()
          .doesNotContain("s3cret", "ann");
    }
  }

  @Test
  void what_is_no_jdbc_url_is_said_to_be_none_without_repeating_it() {
    assertThat(catchThrowable(() -> Drivers.find("postgres://ann:s3cret@db", PROGRAM)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("This is not a JDBC URL")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void a_driver_that_the_program_has_is_warned_of() throws Exception {
    Files.createDirectories(folder);
    new TestJar()
        .source("org.sqlite.JDBC", driverSource("org.sqlite", "JDBC", "sqlite"))
        .service("java.sql.Driver", "org.sqlite.JDBC")
        .write(folder.resolve("sqlite-jdbc-1.jar"));
    try (DropIns dropIns = DropIns.load(List.of(folder), PROGRAM, Optional.empty())) {
      assertThat(dropIns.warnings())
          .singleElement()
          .asString()
          .contains("org.sqlite.JDBC", "sqlite-jdbc-1.jar", "the program has its own");
    }
  }
}
