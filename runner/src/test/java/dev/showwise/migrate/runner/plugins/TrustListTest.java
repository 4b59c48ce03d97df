package dev.showwise.migrate.runner.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only jars whose sums are on the list are loaded; of the others not even a static initialiser runs. */
class TrustListTest {
  private static final ClassLoader PROGRAM = Migration.class.getClassLoader();

  @TempDir
  Path folder;

  private Path drop;
  private Path list;
  private Path canary;

  @BeforeEach
  void makeFolder() throws IOException {
    drop = Files.createDirectory(folder.resolve("migrations"));
    list = folder.resolve("trusted.sha256");
    canary = folder.resolve("canary");
  }

  /** A migration whose class leaves a file behind as soon as it is initialised. */
  private Path jar(String name) throws IOException {
    return new TestJar()
        .source("shop.Orders", """
            package shop;
            import dev.showwise.migrate.*;
            public final class Orders implements Migration {
              static {
                try {
                  java.nio.file.Files.write(java.nio.file.Path.of("%s"), new byte[0]);
                } catch (java.io.IOException e) {
                  throw new ExceptionInInitializerError(e);
                }
              }
              @Override public String module() { return "shop"; }
              @Override public MigrationVersion version() { return MigrationVersion.of("1"); }
              @Override public String name() { return "orders"; }
              @Override public String description() { return "orders"; }
              @Override public void apply(MigrationContext context) {}
            }
            """.formatted(canary))
        .service(Migration.class.getName(), "shop.Orders")
        .write(drop.resolve(name));
  }

  private static String sum(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private DropIns load() {
    return DropIns.load(List.of(drop), PROGRAM, Optional.of(TrustList.read(list)));
  }

  private void trust(String... lines) throws IOException {
    Files.write(list, List.of(lines));
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("showwise-migrate-jar-"))
          .toList();
    }
  }

  @Test
  void a_jar_on_the_list_is_loaded_whatever_it_is_called_there() throws Exception {
    Path jar = jar("orders.jar");
    trust("# our jars", "", sum(jar).toUpperCase(java.util.Locale.ROOT) + " *old/name.jar");
    List<Path> before = copies();

    try (DropIns dropIns = load()) {
      assertThat(dropIns.jars()).containsExactly(jar);
      Class.forName("shop.Orders", true, dropIns.classLoader());
    }

    assertThat(canary).exists();
    assertThat(copies()).isEqualTo(before);
  }

  @Test
  void a_jar_that_is_not_on_the_list_is_refused_with_the_line_that_would_trust_it()
      throws Exception {
    Path jar = jar("orders.jar");
    trust("0".repeat(64) + "  other.jar");
    List<Path> before = copies();

    assertThatThrownBy(this::load)
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.notices()).singleElement().satisfies(notice -> {
              assertThat(notice.code()).isEqualTo("untrusted-jar");
              assertThat(notice.message())
                  .contains(jar + " is not trusted", sum(jar) + "  orders.jar");
            }));
    assertThat(canary).doesNotExist();
    assertThat(copies()).isEqualTo(before);
  }

  @Test
  void a_jar_that_was_changed_is_refused() throws Exception {
    Path jar = jar("orders.jar");
    trust(sum(jar));
    Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);

    assertThatThrownBy(this::load).isInstanceOf(Fault.class);
    assertThat(canary).doesNotExist();
  }

  @Test
  void what_was_checked_is_what_is_loaded_even_if_the_jar_changes_afterwards() throws Exception {
    Path jar = jar("orders.jar");
    trust(sum(jar));

    try (DropIns dropIns = load()) {
      Files.write(jar, "something else".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(dropIns.classLoader().loadClass("shop.Orders").getName()).isEqualTo("shop.Orders");
    }
  }

  @Test
  void a_jar_that_pulls_in_others_is_refused() throws Exception {
    Path jar = jar("orders.jar");
    try (FileSystem inside =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Files.createDirectories(inside.getPath("META-INF"));
      Files.writeString(
          inside.getPath("META-INF/MANIFEST.MF"),
          "Manifest-Version: 1.0\nClass-Path: file:/elsewhere/evil.jar\n\n");
    }
    trust(sum(jar));

    assertThatThrownBy(this::load)
        .isInstanceOf(Fault.class)
        .hasMessageContaining("names further jars in its manifest");
    assertThat(canary).doesNotExist();
  }

  @Test
  void a_list_that_is_not_understood_trusts_nobody() throws Exception {
    jar("orders.jar");
    trust("orders.jar");
    assertThatThrownBy(this::load)
        .isInstanceOf(Fault.class)
        .hasMessageContaining("Line 1 of " + list + " is no SHA-256 sum");
    Files.delete(list);
    assertThatThrownBy(this::load).isInstanceOf(Fault.class).hasMessageContaining("cannot be read");
  }
}
