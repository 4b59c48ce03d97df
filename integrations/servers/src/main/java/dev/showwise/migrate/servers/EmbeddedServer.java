package dev.showwise.migrate.servers;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A real database server, started from a jar on the class path: by an ordinary user, by root, and by
 * root where user namespaces are forbidden. It listens on a free port of the loopback address; its
 * files are below the temporary folder.
 *
 * <p>Tests {@link #shared share} one server per kind, which starts at its first database and is
 * stopped when the JVM ends. A test that stops, kills or configures its server has {@link #own one of
 * its own}. If the JVM is killed, the kernel ends the servers too, provided that the machine has
 * {@code setpriv}; what they left is removed by the next JVM that starts one.
 *
 * <p>May be used by several threads.
 */
public final class EmbeddedServer implements DatabaseServer, AutoCloseable {
  /** The point of a shared server is that there is one in the whole JVM. */
  private static final Map<Variant, EmbeddedServer> SHARED = new ConcurrentHashMap<>();

  private final Variant variant;
  private final List<String> settings;
  private final boolean shared;
  private final IntSupplier ports;
  private final Recipe recipe;
  private final AtomicInteger databases = new AtomicInteger();
  private @Nullable ServerProcess running;
  private boolean closed;

  private record Variant(ServerKind kind, Durability durability) {}

  EmbeddedServer(
      ServerKind kind,
      Durability durability,
      List<String> settings,
      Sharing sharing,
      IntSupplier ports) {
    this.variant = new Variant(kind, durability);
    this.settings = List.copyOf(settings);
    this.shared = sharing == Sharing.SHARED;
    this.ports = ports;
    this.recipe = Recipe.of(kind);
  }

  /** Whose a server is. */
  enum Sharing {
    SHARED,
    OWN
  }

  /** This JVM's fast server of a kind; see {@link #shared(ServerKind, Durability)}. */
  public static EmbeddedServer shared(ServerKind kind) {
    return shared(kind, Durability.FAST);
  }

  /** This JVM's server of a kind. Nothing is started before the first {@link #newDatabase()}. */
  public static EmbeddedServer shared(ServerKind kind, Durability durability) {
    return SHARED.computeIfAbsent(
        new Variant(kind, durability),
        variant -> new EmbeddedServer(
            variant.kind(), variant.durability(), List.of(), Sharing.SHARED, Ports::anyFree));
  }

  /**
   * A server for one test, who must close it.
   *
   * @param settings the server's settings as {@code name=value}, which win over those that all test
   *     servers have
   */
  public static EmbeddedServer own(ServerKind kind, Durability durability, String... settings) {
    return new EmbeddedServer(kind, durability, List.of(settings), Sharing.OWN, Ports::anyFree);
  }

  @Override
  public String product() {
    return variant.kind().product();
  }

  @Override
  public Optional<String> unavailableBecause() {
    return Availability.of(variant.kind()).unavailableBecause();
  }

  @Override
  public TestDatabase newDatabase() {
    ServerProcess server = started();
    String name = "db_" + databases.incrementAndGet();
    execute(server, "CREATE DATABASE " + name);
    String url = recipe.url(server.port(), name);
    return new TestDatabase(
        product(),
        name,
        url,
        recipe.user(),
        recipe.dataSource(url),
        () -> execute(server, recipe.drop(name)));
  }

  /**
   * The port it listens on, of 127.0.0.1; starts it if need be. It stays the same when it is
   * restarted.
   *
   * @throws ServerException as {@link #newDatabase()}
   */
  public int port() {
    return started().port();
  }

  /**
   * One of the programs that come with the server; they need the libraries of this machine.
   *
   * @param name such as {@code bin/mariadb-dump}
   * @throws ServerException if the server cannot run here
   */
  public java.nio.file.Path program(String name) {
    var availability = Availability.of(variant.kind());
    availability.unavailableBecause().ifPresent(reason -> {
      throw new ServerException(reason, null);
    });
    return availability.home().resolve(name);
  }

  /**
   * The process id of the server, which a test may send signals to.
   *
   * @throws ServerException if it was crashed, or as {@link #newDatabase()}
   */
  public long pid() {
    return started().pid();
  }

  /**
   * Kills the server and all its children, as the machine's memory killer would. What it had not
   * written is lost if it is not {@link Durability#DURABLE}.
   *
   * @throws IllegalStateException if it is shared
   */
  public void crash() {
    ServerProcess server = ownOne();
    server.crash();
  }

  /**
   * Stops the server if it runs and starts it again with the same data, on the same port.
   *
   * @throws ServerException if it does not come up
   * @throws IllegalStateException if it is shared
   */
  public void restart() {
    ServerProcess server = ownOne();
    try {
      server.startAgain();
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Stops the server for good; again does no harm.
   *
   * @throws IllegalStateException if it is shared
   */
  @Override
  public synchronized void close() {
    refuseIfShared();
    closed = true;
    if (running != null) {
      running.stop();
    }
  }

  private ServerProcess ownOne() {
    refuseIfShared();
    return started();
  }

  private void refuseIfShared() {
    if (shared) {
      throw new IllegalStateException("this " + product()
          + " is shared by the tests of this JVM, who would miss it; take one of your own");
    }
  }

  private synchronized ServerProcess started() {
    if (closed) {
      throw new ServerException("this " + product() + " was closed", null);
    }
    if (running == null) {
      running = start();
    }
    return running;
  }

  private ServerProcess start() {
    var availability = Availability.of(variant.kind());
    availability.unavailableBecause().ifPresent(reason -> {
      throw new ServerException(reason, null);
    });
    try {
      var workspace = Workspace.get();
      var scratch = workspace.newFolder(variant.kind().name().toLowerCase(Locale.ROOT));
      var data = scratch.resolve("data");
      Folders.create(data);
      availability.disguise().give(data);
      var server = new ServerProcess(
          product(),
          recipe,
          new Recipe.Setup(availability.home(), data, scratch, variant.durability(), settings),
          new Launcher(availability.disguise().prefix(), recipe.orphanSignal(), scratch));
      workspace.stopAtExit(server);
      server.create(ports);
      return server;
    } catch (IOException e) {
      throw new ServerException(product() + " could not be started: " + e.getMessage(), e);
    }
  }

  private void execute(ServerProcess server, String statement) {
    try (var connection = recipe
            .dataSource(recipe.url(server.port(), recipe.maintenanceDatabase()))
            .getConnection();
        var jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    } catch (SQLException e) {
      throw new ServerException(
          product() + " did not do \"" + statement + "\": " + e.getMessage(), e);
    }
  }
}
