package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Small commands of the system. */
final class Commands {
  private Commands() {}

  /**
   * What a command did.
   *
   * @param exit its exit code; 127 if there is no such command, as a shell has it
   * @param output what it printed
   */
  record Outcome(int exit, String output) {
    boolean ok() {
      return exit == 0;
    }
  }

  static Outcome run(List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    neutralise(builder.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while running " + String.join(" ", command), e);
    }
  }

  /** Removes what would make a server or its tools behave differently on another machine. */
  static void neutralise(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.matches("(PG|MYSQL|MARIADB|LC_|LANG).*"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
  }
}
