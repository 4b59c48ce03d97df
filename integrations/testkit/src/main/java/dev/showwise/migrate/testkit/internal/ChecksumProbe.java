package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.Migration;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;

/** In a process of its own: prints the checksum of one migration of the class path. */
final class ChecksumProbe {
  /** Ends so if the migration is no service there. */
  static final int NOT_FOUND = 3;

  private ChecksumProbe() {}

  /** The name of a class; ends with 0 if it was found and has a checksum. */
  public static void main(String... arguments) {
    Optional<Checksum> checksum = ServiceLoader.load(Migration.class).stream()
        .filter(provider -> provider.type().getName().equals(arguments[0]))
        .findFirst()
        .flatMap(provider -> provider.get().checksum());
    if (checksum.isEmpty()) {
      System.exit(NOT_FOUND);
    }
    byte[] bytes = checksum.get().toString().getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
