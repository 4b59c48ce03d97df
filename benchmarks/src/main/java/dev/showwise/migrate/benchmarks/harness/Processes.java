package dev.showwise.migrate.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs processes, one at a time. What they cost is what the shell's {@code time} says, which has it from the kernel. */
record Processes(Path folder) {
  private static final String TIMED =
      "out=$1 printed=$2; shift 2; TIMEFORMAT='%3R %3U %3S'; { time \"$@\" >\"$printed\" 2>&1; } 2>\"$out\"";

  /**
   * What a command cost.
   *
   * @param costs wall and cpu
   * @param printed both of its streams
   */
  record Ended(Map<Metric, Double> costs, List<String> printed) {
    /** What it printed as {@code name=value}. */
    Map<String, String> values() {
      Map<String, String> values = new HashMap<>();
      for (String line : printed) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
      return values;
    }
  }

  /**
   * Runs a command.
   *
   * @throws IOException if it ended with anything but 0; what it printed is in the message
   */
  Ended run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path times = folder.resolve("times");
    Path printed = folder.resolve("printed");
    List<String> timed =
        new ArrayList<>(List.of("bash", "-c", TIMED, "bash", times.toString(), printed.toString()));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getInputStream().readAllBytes();
    int code = process.waitFor();
    List<String> lines = Files.readAllLines(printed);
    if (code != 0) {
      throw new IOException("exit code " + code + " of " + String.join(" ", command) + "\n"
          + String.join("\n", lines));
    }
    // the last line: a shell may have had something to say before
    List<String> all = Files.readAllLines(times);
    String[] parts = all.get(all.size() - 1).split(" ", -1);
    Map<Metric, Double> costs = new EnumMap<>(Metric.class);
    costs.put(Metric.WALL, Double.parseDouble(parts[0]) * 1000);
    costs.put(Metric.CPU, (Double.parseDouble(parts[1]) + Double.parseDouble(parts[2])) * 1000);
    return new Ended(costs, lines);
  }
}
