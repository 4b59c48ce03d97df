package dev.showwise.migrate.runner.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.showwise.migrate.pages.CommandBlock;
import dev.showwise.migrate.runner.database.Databases;
import dev.showwise.migrate.runner.dist.Started.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands on the pages, run as they stand there, page by page, on a server that is a folder: its paths
 * begin there, and what only root may do is left out.
 */
class DocsIT {
  private static final Path ROOT_OF_PROJECT = Path.of(System.getProperty("project.root"));

  @TempDir
  Path root;

  private Path database;

  @BeforeEach
  void aServerWithAShowWiseDatabaseThatTheApplicationMade() throws Exception {
    assumeFalse(Distribution.isWindows());
    for (String folder :
        List.of("opt", "srv/showwise", "etc/systemd/system", "usr/local/bin", "usr/local/sbin")) {
      Files.createDirectories(root.resolve(folder));
    }
    database = root.resolve("srv/showwise/production_crew.db");
    Result made = Distribution.program(
            root,
            "migrate",
            "base",
            "--create",
            "--no-backup",
            "--url",
            database,
            "--migrations",
            Distribution.home().resolve("available"))
        .run();
    assertThat(made.exit()).as(made.all()).isZero();
    Databases.execute(
        database,
        "DROP TABLE migration_history",
        "INSERT INTO user (id, username) VALUES (1, 'mira'), (2, 'tom')");
    standIns();
  }

  /** For what needs root or a running systemd. */
  private void standIns() throws IOException {
    // sudo -u USER COMMAND …
    standIn("sudo", "shift 2; exec \"$@\"");
    standIn("journalctl", "exit 0");
    // units that are started are run: the one that migrates, before the service
    standIn("systemctl", """
        echo "$*" >> "%1$s/systemctl.log"
        unit="%1$s/etc/systemd/system/$2-migrate.service"
        case $1 in start | restart)
          if [ -f "$unit" ] && grep -q "^Requires=$2-migrate.service" "%1$s/etc/systemd/system/$2.service.d/"*; then
            cd "$(sed -n 's/^WorkingDirectory=//p' "$unit")" || exit 1
            $(sed -n 's/^ExecStart=//p' "$unit") || exit 1
          fi ;;
        esac""".formatted(root));
  }

  private void standIn(String name, String script) throws IOException {
    Path file = Files.createDirectories(root.resolve("stand-ins")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** As the page on deployment has it. */
  private void install() throws IOException {
    Path home = Distribution.copyTo(root.resolve("opt/showwise-migrate"));
    for (String jar : List.of("showwise", "2fa")) {
      Files.copy(Distribution.available(jar), home.resolve("migrations/" + jar + ".jar"));
    }
    Files.createSymbolicLink(
        root.resolve("usr/local/bin/showwise-migrate"), Distribution.script(home));
  }

  private Path page(String name) {
    return ROOT_OF_PROJECT.resolve(name);
  }

  private void runAll(List<CommandBlock> blocks) throws Exception {
    assertThat(blocks).isNotEmpty();
    for (CommandBlock block : blocks) {
      String commands = block
          .commands()
          .replaceAll("(?<![\\w.$}])/(opt|srv|etc|usr/local|var/log)/", root + "/$1/")
          .replaceAll("(?<![\\w.$}])/(opt|srv)(?=\\s)", root + "/$1");
      Path script = Files.writeString(root.resolve("block.sh"), "exec 2>&1\n" + commands);
      Result result = Started.in(database.getParent(), "bash", "-euo", "pipefail", script)
          .with(
              "PATH",
              root + "/stand-ins:" + root + "/usr/local/bin:" + root + "/usr/local/sbin:"
                  + System.getenv("PATH"))
          .typing(block.typed())
          .run();
      String printed = result.all().replace(root.toString(), "");
      assertThat(result.exit()).as(block.where() + "\n" + printed).isEqualTo(block.exit());
      assertThat(block.notPrinted(printed))
          .as(block.where() + " shows\n" + printed)
          .isEmpty();
    }
  }

  @Test
  void deployment_from_the_archive_to_the_script_for_the_night() throws Exception {
    String archive = Distribution.home().getFileName() + "-distribution.tar.gz";
    Files.copy(Distribution.home().resolveSibling(archive), database.resolveSibling(archive));

    runAll(CommandBlock.on(page("docs/deployment.md"), "it:run"));

    assertThat(Files.readAllLines(root.resolve("systemctl.log")))
        .startsWith("stop showwise", "start showwise", "stop showwise", "start showwise")
        .contains("daemon-reload", "restart showwise")
        .endsWith("stop showwise", "start showwise");
    assertThat(Databases.number(database, "SELECT COUNT(*) FROM user")).isEqualTo(2);
    assertThat(Databases.number(database, "SELECT COUNT(*) FROM two_factor_auth"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"docs/backup.md", "docs/rehearsal.md", "docs/support.md", "docs/troubleshooting.md"
      })
  void a_page_about_the_program_that_is_installed(String page) throws Exception {
    install();
    runAll(CommandBlock.on(page(page), "it:run"));
  }

  @Test
  void every_page_with_commands_to_be_run_is_run_here() throws IOException {
    try (var pages = Files.walk(page("docs"))) {
      assertThat(pages
              .filter(file -> file.toString().endsWith(".md"))
              .filter(DocsIT::hasCommands)
              .map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "backup.md", "deployment.md", "rehearsal.md", "support.md", "troubleshooting.md");
    }
  }

  private static boolean hasCommands(Path page) {
    try {
      return Files.readString(page).contains("<!-- it:run");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_readme_shows_what_the_demo_prints() throws Exception {
    Path launcher = database.resolveSibling("showwise-migrate");
    Files.writeString(
        launcher, "#!/bin/sh\nexec '" + Distribution.script(Distribution.home()) + "' \"$@\"\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    runAll(CommandBlock.on(page("README.md"), "ci:run").subList(0, 1));
  }
}
