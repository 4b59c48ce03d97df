package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;

/** In a process of its own: prints the checksum of one migration of the class path. */
final class ChecksumProbe {
  /** Ends so if the migration is no service there. */
  static final int NOT_FOUND = 3;

  private ChecksumProbe() {}

  /** The name of a class; ends with 0 if it was found, and has printed its checksum or that it has none. */
  public static void main(String... arguments) {
    Optional<Migration> migration = ServiceLoader.load(Migration.class).stream()
        .filter(provider -> provider.type().getName().equals(arguments[0]))
        .findFirst()
        .map(ServiceLoader.Provider::get);
    if (migration.isEmpty()) {
      System.exit(NOT_FOUND);
    }
    byte[] bytes =
        ChecksumChecks.inWords(migration.get().checksum()).getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
