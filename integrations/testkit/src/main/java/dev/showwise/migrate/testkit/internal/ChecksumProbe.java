package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationSource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.ServiceLoader;

/** In a process of its own: prints the checksum of one migration of the class path. */
final class ChecksumProbe {
  /** Ends so if the migration is no service there. */
  static final int NOT_FOUND = 3;

  private ChecksumProbe() {}

  /**
   * Ends with 0 if it was found, and has printed its checksum or that it has none.
   *
   * @param arguments the name of its class or of that of its source, its module, its version
   */
  public static void main(String... arguments) {
    Optional<Migration> migration = find(Migration.class, arguments[0])
        .or(() -> find(MigrationSource.class, arguments[0])
            .flatMap(source -> of(source, arguments[1], arguments[2])));
    if (migration.isEmpty()) {
      System.exit(NOT_FOUND);
    }
    byte[] bytes =
        ChecksumChecks.inWords(migration.get().checksum()).getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }

  private static <T> Optional<T> find(Class<T> service, String type) {
    return ServiceLoader.load(service).stream()
        .filter(provider -> provider.type().getName().equals(type))
        .findFirst()
        .map(ServiceLoader.Provider::get);
  }

  private static Optional<Migration> of(MigrationSource source, String module, String version) {
    return source.migrations().stream()
        .filter(one -> one.module().equals(module) && one.version().toString().equals(version))
        .findFirst()
        .map(one -> Preparation.bound(one, Preparation.dialectOf(new SqliteDatabases())));
  }
}
