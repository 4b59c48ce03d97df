package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import dev.showwise.migrate.faults.Fuzz;
import dev.showwise.migrate.runner.database.DatabaseAddress;
import dev.showwise.migrate.runner.database.Databases;
import dev.showwise.migrate.runner.fault.Fault;
import dev.showwise.migrate.runner.secrets.Secrets;
import dev.showwise.migrate.runner.settings.ConfigFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reads texts of people understands them or says in words what is wrong; what it writes can be read. */
class FuzzTest {
  private static final List<String> VERBS = List.of(
      "list", "plan", "verify", "schema", "migrate", "rollback", "repair", "backup", "restore");
  private static final List<String> OPTIONS = List.of(
      "--url",
      "--user",
      "--migrations",
      "--to",
      "--last",
      "--yes",
      "--create",
      "--quiet",
      "--lock-timeout",
      "--config",
      "--schema",
      "--password-file",
      "--trust",
      "--backup-dir",
      "--keep-backups",
      "--as",
      "--insist",
      "--",
      "-h",
      "--sql",
      "--no-backup");

  @TempDir
  Path folder;

  @Test
  void configuration_files() {
    Path file = folder.resolve("showwise-migrate.properties");
    Fuzz.of("configuration files", 3_000, 10, noise -> {
      StringBuilder text = new StringBuilder();
      for (int i = noise.below(4); i >= 0; i--) {
        text.append(
                noise.oneOf(List.of("url", "user", "migrations", "verbose", "yes", "passwrod", "")))
            .append(noise.oneOf(List.of("=", ":", " ", "")))
            .append(noise.anything(5))
            .append(noise.oneOf(List.of("\n", "\r\n", "\\\n", "\\u00", "")));
      }
      Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
      try {
        assertThat(ConfigFile.read(file).file()).isEqualTo(file);
      } catch (Fault e) {
        assertThat(e.getMessage()).contains(file.toString());
      }
    });
  }

  @Test
  void addresses_of_databases_show_no_password() {
    List<String> inPasswords = List.of("@", ":", "!", "$", "*", "%40", "+", "~", "\u00e9", "9");
    Fuzz.of("addresses", 10_000, 1, noise -> {
      String canary = "c4n4ry" + noise.text(4, inPasswords) + "y4r4n4c";
      String text = noise.oneOf(List.of(
          noise.anything(8),
          "jdbc:postgresql://crew:" + canary + "@h/" + noise.text(2),
          "postgresql://crew:" + canary + "@h/" + noise.text(2),
          "jdbc:mariadb://h/db?password=" + canary,
          "jdbc:h2:./x;PASSWORD=" + canary + ";" + noise.text(2),
          "jdbc:sqlite:" + noise.text(6),
          "file:" + noise.text(6)));
      Secrets secrets = Secrets.NONE.andThoseIn(text);
      try {
        DatabaseAddress address = DatabaseAddress.parse(text, folder);
        assertThat(address.shownUrl() + address.shownName() + address)
            .doesNotContain("c4n4ry", "y4r4n4c");
      } catch (Fault e) {
        assertThat(e.getMessage()).isNotBlank();
        assertThat(secrets.mask(e.getMessage())).doesNotContain("c4n4ry", "y4r4n4c");
      }
    });
  }

  /** Lines of arguments, of which most are wrong; no exception gets through, and JSON stays JSON. */
  @Test
  void command_lines() throws IOException {
    Path here = Files.createDirectory(folder.resolve("here"));
    Path jars = Files.createDirectory(folder.resolve("jars"));
    Fuzz.of("command lines", 400, 100, noise -> {
      List<String> line = new ArrayList<>();
      line.add(noise.oneOf(VERBS));
      for (int i = noise.below(4); i > 0; i--) {
        line.add(noise.oneOf(OPTIONS));
        line.add(noise.text(3));
      }
      line.add("--migrations");
      line.add(jars.toString());
      line.add("--no-support-report");
      boolean isJson = noise.below(2) == 0;
      if (isJson) {
        line.add("--json");
      }
      Shell.Result result = new Shell(here).run(line.toArray(String[]::new));

      assertThat(result.exit()).isBetween(0, 6);
      assertThat(result.out() + result.err()).doesNotContain("\tat dev.showwise");
      if (isJson && !result.out().isBlank() && result.out().startsWith("{")) {
        assertThat(strictly(result.out()).get("exit").getAsInt()).isEqualTo(result.exit());
      }
    });
  }

  private static JsonObject strictly(String json) throws IOException {
    JsonReader reader = new JsonReader(new StringReader(json));
    reader.setStrictness(Strictness.STRICT);
    return JsonParser.parseReader(reader).getAsJsonObject();
  }

  /** Names and defaults as hostile as SQLite lets them be, through the whole program and back. */
  @Test
  void json_of_a_hostile_schema_is_read_back_as_what_it_is() throws Exception {
    Path jars = Files.createDirectory(folder.resolve("jars"));
    Fuzz.of("JSON of hostile schemas", 40, 1000, noise -> {
      Path file = folder.resolve("crew.db");
      Files.deleteIfExists(file);
      Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      for (int i = 0; i < 5; i++) {
        String name = "t" + i + noise.text(5);
        // what looks like a credential is never shown, not even where it is a name
        names.add(Secrets.NONE.mask(name));
        Databases.execute(
            file,
            "CREATE TABLE " + quoted(name) + " (" + quoted("c" + noise.text(5)) + " TEXT DEFAULT '"
                + noise.text(4).replace("'", "''") + "')");
      }
      Shell.Result result = new Shell(folder)
          .run("schema", "--json", "--url", file.toString(), "--migrations", jars.toString());

      assertThat(result.exit()).as(result.err()).isZero();
      List<String> told = new ArrayList<>();
      for (JsonElement table : strictly(result.out()).getAsJsonArray("tables")) {
        told.add(table.getAsJsonObject().get("name").getAsString());
      }
      assertThat(told).containsExactlyInAnyOrderElementsOf(names);
      Shell.Result words = new Shell(folder)
          .run("schema", "--url", file.toString(), "--migrations", jars.toString());
      assertThat(words.exit()).isZero();
      assertThat(words.out())
          .as("a terminal is told nothing by a name")
          .doesNotContainPattern("[\\p{Cc}&&[^\t\n\r]]|\r(?!\n)");
    });
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
