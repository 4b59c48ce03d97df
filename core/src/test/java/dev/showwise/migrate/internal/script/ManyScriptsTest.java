package dev.showwise.migrate.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.spi.DialectMigration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a large folder costs, counted in files that are opened. */
class ManyScriptsTest {
  private static int opened(int count) throws IOException {
    InMemory folder = new InMemory();
    for (int i = 1; i <= count; i++) {
      folder.with(i + "-t" + i + ".sql", "CREATE TABLE t" + i + " (id INTEGER);");
      folder.with(i + "-t" + i + ".down.sql", "DROP TABLE t" + i + ";");
    }
    ScriptSource source =
        new ScriptSource(Scripts.in(Path.of("sql")), ManyScriptsTest.class.getClassLoader());
    List<Migration> read = source.read(folder);
    assertThat(folder.opened()).as("headers").isEqualTo(count);

    SqliteDialect dialect = new SqliteDialect();
    for (Migration migration : read) {
      assertThat(((DialectMigration) migration).on(dialect)).isPresent();
    }
    assertThat(read).hasSize(count);
    assertThat(folder.open()).as("files that are open").isZero();
    return folder.opened();
  }

  @Test
  void files_are_opened_a_fixed_number_of_times_however_many_there_are() throws IOException {
    // a header, the script itself, and a look at whether its way back has a word in it
    assertThat(opened(100)).isEqualTo(300);
    assertThat(opened(5_000)).isEqualTo(15_000);
  }

  @Test
  void in_a_jar_each_file_is_opened_once_more_to_be_compared_with_the_index(@TempDir Path root)
      throws Exception {
    assertThat(openedInJar(root.resolve("a"), 50)).isEqualTo(1 + 150);
    assertThat(openedInJar(root.resolve("b"), 500)).isEqualTo(1 + 1_500);
  }

  /** How often a resource is opened by name, with the index. */
  private static int openedInJar(Path root, int count) throws Exception {
    Path folder = Files.createDirectories(root.resolve("sql"));
    for (int i = 1; i <= count; i++) {
      Files.writeString(folder.resolve(i + "-t" + i + ".sql"), "CREATE TABLE t" + i + " (id INT);");
    }
    ScriptIndex.of(folder).write(folder);
    String name = "dev/showwise/migrate/internal/script/InMemory.class";
    Path anchor = root.resolve(name);
    Files.createDirectories(anchor.getParent());
    try (InputStream bytes = ManyScriptsTest.class.getResourceAsStream("InMemory.class")) {
      Files.copy(bytes, anchor);
    }
    AtomicInteger opened = new AtomicInteger();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {root.toUri().toURL()}, new WithoutAnchor()) {
          @Override
          public InputStream getResourceAsStream(String resource) {
            opened.incrementAndGet();
            return super.getResourceAsStream(resource);
          }
        }) {
      Class<?> beside = loader.loadClass("dev.showwise.migrate.internal.script.InMemory");
      SqliteDialect dialect = new SqliteDialect();
      for (Migration migration :
          new ScriptSource(Scripts.indexed(beside, "sql"), loader).migrations()) {
        assertThat(((DialectMigration) migration).on(dialect)).isPresent();
      }
    }
    return opened.get();
  }

  /** What the tests see, but for the class that is to come from the jar. */
  private static final class WithoutAnchor extends ClassLoader {
    WithoutAnchor() {
      super(ManyScriptsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.endsWith(".InMemory")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
