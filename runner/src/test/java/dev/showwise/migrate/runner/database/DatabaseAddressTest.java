package dev.showwise.migrate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.runner.database.DatabaseAddress.DriverAddress;
import dev.showwise.migrate.runner.database.DatabaseAddress.SqliteFileAddress;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crew.db",
        "./crew.db",
        "jdbc:sqlite:crew.db",
        "jdbc:sqlite:file:crew.db",
        "jdbc:SQLite:crew.db",
        "JDBC:SQLITE:crew.db"
      })
  void a_path_and_a_sqlite_url_mean_the_same_file(String text) {
    assertThat(DatabaseAddress.parse(text, folder))
        .isEqualTo(new SqliteFileAddress(folder.resolve("crew.db"), ""));
  }

  @Test
  void a_uri_is_decoded_and_keeps_its_parameters() {
    assertThat(DatabaseAddress.parse("jdbc:sqlite:file:///data/a%20b+c.db?foreign_keys=on", folder))
        .isEqualTo(new SqliteFileAddress(Path.of("/data/a b+c.db"), "foreign_keys=on"));
  }

  @Test
  void a_journal_that_is_kept_in_memory_makes_no_database_in_memory() {
    assertThat(DatabaseAddress.parse("jdbc:sqlite:crew.db?journal_mode=memory", folder))
        .isEqualTo(new SqliteFileAddress(folder.resolve("crew.db"), "journal_mode=memory"));
  }

  @Test
  void in_a_path_a_question_mark_is_a_letter() {
    assertThat(DatabaseAddress.parse("q?x.db", folder))
        .isEqualTo(new SqliteFileAddress(folder.resolve("q?x.db"), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:file::memory:",
        "jdbc:sqlite:file:x?mode=memory&cache=shared",
        "jdbc:postgresql://h/db"
      })
  void what_is_no_file_goes_to_the_driver_as_it_is(String url) {
    assertThat(DatabaseAddress.parse(url, folder)).isEqualTo(new DriverAddress(url));
  }

  @Test
  void no_text_of_an_address_has_credentials() {
    DatabaseAddress address = DatabaseAddress.parse("jdbc:postgresql://u:s3cret@h/db", folder);

    assertThat(address.shownUrl() + address.shownName() + address).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      jdbc:                       | product's name
      jdbc:postgresql             | product's name
      jdbc:sqlite:                | Name the file
      postgresql://u:s3cret@h/db  | 'jdbc:postgresql://u:***@h/db'
      sqlite:crew.db              | give its path
      file:crew.db                | give its path
      jdbc:sqlite:file:a%zz.db    | hexadecimal
      jdbc:sqlite:c.db?mode=memory| needs file:
      JDBC:h2:mem:x               | Did you mean 'jdbc:h2:mem:x'?
      """)
  void what_is_neither_a_url_nor_a_path_is_refused_with_the_way_out(String text, String remedy) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text, folder))
        .isInstanceOfSatisfying(Fault.class, fault -> {
          assertThat(fault.exit()).isEqualTo(ExitCode.USAGE);
          assertThat(fault.notices().toString())
              .contains("neither a JDBC URL nor a path", remedy)
              .doesNotContain("s3cret");
        });
  }

  @Test
  void a_file_whose_name_looks_like_a_url_is_a_file_if_it_is_there() throws IOException {
    Files.createFile(folder.resolve("crew:old.db"));

    assertThat(DatabaseAddress.parse("crew:old.db", folder))
        .isEqualTo(new SqliteFileAddress(folder.resolve("crew:old.db"), ""));
  }
}
