package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.showwise.migrate.pages.CommandBlock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README, run as they stand there, with the jar that the build has made. */
class ReadmeIT {
  private static final Path MODULE = Path.of("").toAbsolutePath();

  @TempDir
  Path folder;

  @Test
  void the_readme_from_the_key_to_the_way_out() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    script("two-factor", MODULE.resolve("two-factor") + " \"$@\"");
    if (Oathtool.installed().isEmpty()) {
      System.out.println("oathtool is not installed: codes are the application's own");
      script(
          "oathtool",
          "exec java -cp '%s' %s \"$@\""
              .formatted(System.getProperty("java.class.path"), OathtoolStandIn.class.getName()));
    }

    List<CommandBlock> blocks = CommandBlock.on(MODULE.resolve("README.md"), "it:run");

    assertThat(blocks).hasSize(5);
    for (CommandBlock block : blocks) {
      Process bash = bash(block);
      String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(bash.waitFor()).as(block.where() + "\n" + printed).isEqualTo(block.exit());
      assertThat(block.notPrinted(printed))
          .as(block.where() + " shows\n" + printed)
          .isEmpty();
    }
    assertThat(folder.resolve("theatre.db")).exists();
    assertThat(folder.resolve("mira.png")).doesNotExist();
  }

  /** What one block exports the next one has. */
  private Process bash(CommandBlock block) throws Exception {
    Path script = Files.writeString(
        folder.resolve("block.sh"),
        "if [ -f exported ]; then . ./exported; fi\ntrap 'declare -px > exported' EXIT\n"
            + block.commands());
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
        .directory(folder.toFile())
        .redirectError(folder.resolve("log.txt").toFile());
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    builder.environment().merge("PATH", "", (path, none) -> folder + ":" + java + ":" + path);
    builder.environment().remove(KeyRing.VARIABLE);
    builder.environment().remove("SHOWWISE_DB");
    return builder.start();
  }

  private void script(String name, String commands) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + commands + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
