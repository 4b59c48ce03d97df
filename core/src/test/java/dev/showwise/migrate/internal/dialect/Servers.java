package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.servers.DatabaseServer;
import dev.showwise.migrate.servers.EmbeddedServer;
import dev.showwise.migrate.servers.ServerKind;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The servers of these tests: the ones that the build starts itself or, to try another version, one
 * whose URL is given as {@code -Dshowwise.test.postgresql.url=…}, {@code mariadb} and {@code mysql}
 * likewise, with the credentials of someone who may create databases.
 */
public final class Servers {
  private Servers() {}

  /** The server of a kind; where it cannot run, the test that asks for it is skipped and says why. */
  public static DatabaseServer require(ServerKind kind) {
    DatabaseServer server = named(kind).orElseGet(() -> EmbeddedServer.shared(kind));
    Optional<String> reason = server.unavailableBecause();
    Assumptions.assumeTrue(reason.isEmpty(), () -> reason.orElseThrow());
    return server;
  }

  private static Optional<DatabaseServer> named(ServerKind kind) {
    String property = "showwise.test." + kind.name().toLowerCase(Locale.ROOT) + ".url";
    return Optional.ofNullable(System.getProperty(property))
        .map(url -> new NamedServer(kind.product(), url));
  }
}
