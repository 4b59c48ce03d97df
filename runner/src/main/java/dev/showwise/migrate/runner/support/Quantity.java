package dev.showwise.migrate.runner.support;

/** Sizes for people. */
final class Quantity {
  private static final long MEBIBYTE = 1 << 20;

  private Quantity() {}

  static String ofBytes(long bytes) {
    return bytes < MEBIBYTE ? bytes + " bytes" : bytes / MEBIBYTE + " MiB (" + bytes + " bytes)";
  }
}
