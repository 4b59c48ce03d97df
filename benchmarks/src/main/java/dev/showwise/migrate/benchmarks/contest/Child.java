package dev.showwise.migrate.benchmarks.contest;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A measured process: a contestant, a task, a URL, a folder. Prints what it found as {@code name=value}, nothing
 * for {@code once}, whose costs are those of the process.
 */
public final class Child {
  private static final int TIMED = 5;

  private Child() {}

  /** The process. */
  public static void main(String[] arguments) throws Exception {
    Contestant contestant = Contestant.named(arguments[0]);
    DataSource database = new PlainDataSource(arguments[2]);
    Path scripts = Path.of(arguments[3]);
    switch (arguments[1]) {
      case "once" -> contestant.migrate(database, scripts);
      case "peak" -> peak(contestant, database, scripts);
      case "timed" -> timed(contestant, database, scripts, 1, "");
      case "warm" ->
        warm(
            contestant,
            database,
            scripts,
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[5]));
      case "marked" -> contestant.migrate(new Marking().around(database), scripts);
      case "counted" -> counted(contestant, database, scripts);
      default -> throw new IllegalArgumentException("no task is called " + arguments[1]);
    }
  }

  /** One run, and the most memory that the process had, as Linux tells it. */
  private static void peak(Contestant contestant, DataSource database, Path scripts)
      throws Exception {
    contestant.migrate(database, scripts);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        System.out.println("kib=" + line.replaceAll("\\D", ""));
      }
    }
  }

  /** The first is cold; the last ones are what a process pays that has run long. */
  private static void warm(
      Contestant contestant, DataSource database, Path scripts, int before, int calls)
      throws Exception {
    for (int i = 0; i < before; i++) {
      contestant.migrate(database, scripts);
    }
    for (int i = 0; i < TIMED; i++) {
      timed(contestant, database, scripts, calls, "." + i);
    }
  }

  /** Calls one after the other, and what one of them takes. */
  private static void timed(
      Contestant contestant, DataSource database, Path scripts, int calls, String suffix)
      throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long cpu = system.getProcessCpuTime();
    long thread = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      contestant.migrate(database, scripts);
    }
    long wall = System.nanoTime() - start;
    long ownThread = threads.getCurrentThreadCpuTime() - thread;
    long process = system.getProcessCpuTime() - cpu;
    System.out.println(
        "bytes" + suffix + "=" + (threads.getCurrentThreadAllocatedBytes() - bytes) / calls);
    System.out.println("wall" + suffix + "=" + wall / calls);
    System.out.println("cpu" + suffix + "=" + process / calls);
    System.out.println("thread" + suffix + "=" + ownThread / calls);
  }

  /** Applies, and has nothing to do after that. */
  private static void counted(Contestant contestant, DataSource database, Path scripts)
      throws Exception {
    CountingDataSource counting = new CountingDataSource();
    DataSource counted = counting.around(database);
    contestant.migrate(counted, scripts);
    print("apply.", counting.counts());
    counting.forget();
    contestant.migrate(counted, scripts);
    print("no-op.", counting.counts());
  }

  private static void print(String prefix, Map<String, Integer> counts) {
    counts.forEach((what, count) -> System.out.println(prefix + what + "=" + count));
  }
}
