package dev.showwise.migrate.benchmarks.harness;

/** What is measured. Those with a bound are compared, unless the machine was noisier than that. */
enum Metric {
  /** Of the process, from its start to its end. */
  WALL("wall ms", 1, 0.35),
  /** Of the process, user and system, compiler threads and all. */
  CPU("cpu ms", 1, 0.20),
  /** Of one call. */
  CALL("call ms", 2, 0.35),
  /** Of the calling thread in one call. */
  CALL_CPU("its thread's cpu ms", 2, 0.20),
  /** Of the whole process in one call. */
  CALL_PROCESS_CPU("the process's cpu ms", 1, 0.30),
  /** By the calling thread. */
  ALLOCATED("MiB allocated", 2, 0.20),
  /** Resident, at its peak. */
  PEAK("peak MiB", 1, 0.20),
  /** All of them, the JDK's too. */
  CLASSES("classes loaded", 0, 0.20),
  /** Of those, lambdas, proxies and the like. */
  HIDDEN("of those made at run time", 0, 1);

  private final String title;
  private final int decimals;
  private final double bound;

  Metric(String title, int decimals, double bound) {
    this.title = title;
    this.decimals = decimals;
    this.bound = bound;
  }

  String title() {
    return title;
  }

  String format(double value) {
    return String.format(java.util.Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Up to which spread of the reference's rounds it is compared. */
  double bound() {
    return bound;
  }
}
