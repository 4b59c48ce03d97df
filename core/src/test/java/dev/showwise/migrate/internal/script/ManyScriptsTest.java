package dev.showwise.migrate.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.internal.dialect.SqliteDialect;
import dev.showwise.migrate.spi.DialectMigration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
