package dev.showwise.migrate.servers;

import dev.showwise.migrate.servers.DebianFiles.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A PgBouncer between tests and a PostgreSQL. It pools by transaction: for each, the client gets
 * whichever session of the server is free, so what a session keeps, such as a setting or an advisory
 * lock, may be gone with the next statement, or be there for someone else. Made from the Debian
 * package {@code pgbouncer}, which must be installed; no jar has it. It listens on a free port of the
 * loopback address.
 *
 * <p>It takes everyone, without password, and is {@code postgres} to the server. A test that has
 * started one must close it. The kernel ends that of a JVM which is killed, as it does for
 * {@link EmbeddedServer}.
 *
 * <p>May be used by several threads.
 */
public final class PgBouncer implements AutoCloseable {
  private static final Needed PROGRAM = new Needed("pgbouncer", "pgbouncer");
  private static final String USER = "postgres";

  private final ServerProcess process;

  private PgBouncer(ServerProcess process) {
    this.process = process;
  }

  /**
   * Why PgBouncer cannot run on this machine, with the package that would change that; empty if it
   * can. Says nothing of the PostgreSQL behind it. As {@link DatabaseServer#unavailableBecause()}.
   */
  public static Optional<String> unavailableBecause() {
    return Machine.REASON;
  }

  /**
   * Starts one, and the PostgreSQL if need be.
   *
   * @param postgres what it is to be in front of; it is not closed with this
   * @param poolSize how many sessions of the server it opens at most for each database
   * @param settings settings as {@code name=value}, which win; with {@code server_round_robin=1} a
   *     client gets the session that is idle for longest, thus one after the other, while PgBouncer
   *     by itself gives the one used last
   * @throws IllegalArgumentException if the server is no PostgreSQL
   * @throws ServerException if it cannot run here or does not start; the message ends with its log
   */
  public static PgBouncer inFrontOf(EmbeddedServer postgres, int poolSize, String... settings) {
    if (!postgres.product().equals(ServerKind.POSTGRESQL.product())) {
      throw new IllegalArgumentException("PgBouncer is for PostgreSQL, not " + postgres.product());
    }
    unavailableBecause().ifPresent(reason -> {
      throw new ServerException(reason, null);
    });
    var daemon = new PgBouncerDaemon(postgres.port(), poolSize);
    try {
      var workspace = Workspace.get();
      var scratch = workspace.newFolder("pgbouncer");
      Path program = DebianFiles.path(PROGRAM);
      var process = new ServerProcess(
          "PgBouncer",
          daemon,
          new Recipe.Setup(program, scratch, scratch, Durability.FAST, List.of(settings)),
          new Launcher(Machine.DISGUISE.orElseThrow().prefix(), daemon.orphanSignal(), scratch));
      workspace.stopAtExit(process);
      process.create(Ports::anyFree);
      return new PgBouncer(process);
    } catch (IOException e) {
      throw new ServerException("PgBouncer could not be started: " + e.getMessage(), e);
    }
  }

  /**
   * Where a database of the server is by way of this, without user or password; usable from other
   * processes. It has the driver prepare no statements on the server, since those would stay with a
   * session too.
   */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + process.port() + "/" + database + "?prepareThreshold=0";
  }

  /** New connections to a database by way of this, as the server's administrator. */
  public DataSource dataSource(String database) {
    return new DriverDataSource(jdbcUrl(database), USER);
  }

  /** Stops it, whoever is connected; again does no harm. The PostgreSQL goes on. */
  @Override
  public void close() {
    process.stop();
  }

  private record PgBouncerDaemon(int serverPort, int poolSize) implements Daemon {
    @Override
    public String stopSignal() {
      // SIGINT would wait for transactions to end
      return "TERM";
    }

    @Override
    public String orphanSignal() {
      return "KILL";
    }

    @Override
    public String readyMessage() {
      return "process up: ";
    }

    @Override
    public void initialise(Recipe.Setup setup, Launcher launcher, Path log) {
      // it has no data
    }

    @Override
    public List<String> command(Recipe.Setup setup, int port) throws IOException {
      Path configuration = setup.scratch().resolve("pgbouncer.ini");
      Files.writeString(configuration, """
              [databases]
              * = host=127.0.0.1 port=%d user=%s
              [pgbouncer]
              listen_addr = 127.0.0.1
              listen_port = %d
              unix_socket_dir =
              auth_type = any
              pool_mode = transaction
              default_pool_size = %d
              max_client_conn = 300
              # the PostgreSQL driver sends it, and would be refused
              ignore_startup_parameters = extra_float_digits
              %s
              """.formatted(
              serverPort, USER, port, poolSize, String.join("\n", setup.settings())));
      Folders.open(configuration);
      return List.of(setup.home().toString(), configuration.toString());
    }
  }

  /** In a class of its own, so that nothing is looked at before someone asks. */
  private static final class Machine {
    /** How it is run by root, whom it refuses. */
    static final Optional<Disguise> DISGUISE = Disguise.find(true);

    static final Optional<String> REASON = DebianFiles.unavailableBecause(
        "PgBouncer",
        List.of(PROGRAM),
        DISGUISE,
        "it does not run as uid " + CurrentUser.uid()
            + ", and neither unshare nor setpriv (Debian: util-linux) may make it another");
  }
}
