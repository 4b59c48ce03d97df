package dev.showwise.migrate;

/** A version with or without its module, as people type it: {@code 1.0}, {@code showwise:1.0}. */
record ModuleVersion(String module, MigrationVersion version) {
  static ModuleVersion parse(String text) {
    int colon = text.indexOf(':');
    String module = colon < 0 ? "" : text.substring(0, colon);
    if (colon == 0) {
      throw new IllegalArgumentException("'" + text + "' names no module before the colon");
    }
    return new ModuleVersion(module, MigrationVersion.of(text.substring(colon + 1)));
  }
}
