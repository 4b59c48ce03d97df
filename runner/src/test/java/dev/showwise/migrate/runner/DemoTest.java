package dev.showwise.migrate.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.showwise.migrate.runner.database.Databases;
import dev.showwise.migrate.runner.plugins.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, with migrations that stand in for ShowWise's own: the same tables, three steps. */
class DemoTest {
  private static final Pattern PATH = Pattern.compile("Database (.*production_crew\\.db)");

  @TempDir
  Path home;

  @TempDir
  Path folder;

  private Path made;

  @BeforeEach
  void makeADistribution() throws IOException {
    made = home;
    TestJar jar = new TestJar()
        .source("stand.Base", migration("Base", "0.1", "base", """
            context.execute("CREATE TABLE user (id INTEGER PRIMARY KEY, username, email, discord_username, is_admin, created_at)");
            context.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, title, description, event_date, event_end_date, location, created_by, created_at)");
            context.execute("CREATE TABLE equipment (id INTEGER PRIMARY KEY, barcode, name, category, location, notes, created_at, quantity_owned)");
            context.execute("CREATE TABLE crew_assignment (id INTEGER PRIMARY KEY, event_id, crew_member, role, assigned_at, assigned_via)");
            context.execute("CREATE TABLE pick_list_item (id INTEGER PRIMARY KEY, item_name, quantity, is_checked, added_by, created_at, event_id, equipment_id)");
            context.execute("CREATE TABLE stage_plan (id INTEGER PRIMARY KEY, title, filename, uploaded_by, created_at, event_id)");"""))
        .source("stand.Cast", migration("Cast", "0.3", "mi2", """
            context.execute("ALTER TABLE user ADD COLUMN is_cast DEFAULT 0");"""))
        .source("stand.Roles", migration("Roles", "0.4", "usertags", """
            context.step(context.update("UPDATE user SET username = username WHERE is_cast = 1") + " in the cast");"""))
        .service("dev.showwise.migrate.Migration", "stand.Base", "stand.Cast", "stand.Roles");
    jar.write(Files.createDirectories(home.resolve("available")).resolve("stand.jar"));
  }

  @AfterEach
  void deleteWhatTheDemoKeeps() throws IOException {
    if (!made.equals(home)) {
      try (Stream<Path> files = Files.walk(made)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static String migration(String type, String version, String name, String body) {
    return """
        package stand;
        import dev.showwise.migrate.*;
        public final class %s implements Migration {
          @Override public String module() { return "showwise"; }
          @Override public MigrationVersion version() { return MigrationVersion.of("%s"); }
          @Override public String name() { return "%s"; }
          @Override public String description() { return "Stands in"; }
          @Override public void apply(MigrationContext context) throws java.sql.SQLException {
            %s
          }
        }
        """.formatted(type, version, name, body);
  }

  @Test
  void a_sample_is_made_and_brought_up_before_ones_eyes_and_kept() throws Exception {
    Shell.Result result = new Shell(folder).withHome(home).run("demo");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    Matcher path = PATH.matcher(result.out());
    assertThat(path.find()).isTrue();
    Path file = Path.of(path.group(1));
    made = file.getParent();
    assertThat(result.out())
        .containsSubsequence(
            "1. A ShowWise database as it was",
            "✓ base applied",
            "✓ 6 users, 2 events",
            "✓ mi2 applied",
            "✓ 2 users marked as cast",
            "✓ 2 in the cast",
            "✓ usertags applied",
            "3 of 3 migrations are in the database.",
            "--url " + file);
    assertThat(Databases.number(file, "SELECT COUNT(*) FROM user")).isEqualTo(6);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void for_programs_it_is_one_document() {
    Shell.Result result = new Shell(folder).withHome(home).run("demo", "--json");

    String url = JsonParser.parseString(result.out())
        .getAsJsonObject()
        .getAsJsonObject("database")
        .get("url")
        .getAsString();
    made = Path.of(url.substring("jdbc:sqlite:".length())).getParent();
    assertThat(result.exit()).isZero();
  }
}
