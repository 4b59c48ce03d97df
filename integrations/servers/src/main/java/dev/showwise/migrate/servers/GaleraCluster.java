package dev.showwise.migrate.servers;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A cluster of MariaDB servers that replicate synchronously to each other with Galera, any of which
 * takes writes. Made from the Debian packages {@code mariadb-server}, {@code galera-4} and
 * {@code rsync}, which must be installed; no jar has them. All nodes listen on free ports of the
 * loopback address; root runs them as the packages' user {@code mysql}, since as root one node's data
 * cannot be transferred to another.
 *
 * <p>Starting one takes about ten seconds, so tests {@link #shared share} one, which starts when it is
 * first used and is stopped when the JVM ends. A test that stops or kills nodes has
 * {@link #own one of its own}. The kernel ends the nodes of a JVM that is killed, as it does for
 * {@link EmbeddedServer}.
 *
 * <p>Nodes are counted from 0. The administrator is {@code root} with the empty password.
 *
 * <p>May be used by several threads; while one starts or restarts nodes, the others wait.
 */
public final class GaleraCluster implements AutoCloseable {
  private static final String PRODUCT = "MariaDB";
  private static final String USER = "root";
  private static final String MAINTENANCE_DATABASE = "mysql";
  private static final int USUAL_SIZE = 3;
  private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);

  private final int size;
  private final List<String> settings;
  private final boolean shared;
  private final AtomicInteger databases = new AtomicInteger();
  private final List<Node> nodes = new ArrayList<>();
  private boolean closed;

  private record Node(int index, GaleraNode daemon, ServerProcess process) {}

  private GaleraCluster(int size, List<String> settings, EmbeddedServer.Sharing sharing) {
    if (size < 1) {
      throw new IllegalArgumentException("a cluster has one node or more, not " + size);
    }
    this.size = size;
    this.settings = List.copyOf(settings);
    this.shared = sharing == EmbeddedServer.Sharing.SHARED;
  }

  /**
   * Why no cluster can run on this machine, with the packages that would change that; empty if one
   * can. As {@link DatabaseServer#unavailableBecause()}.
   */
  public static Optional<String> unavailableBecause() {
    return Machine.REASON;
  }

  /** This JVM's cluster of three nodes. Nothing is started before its first use. */
  public static GaleraCluster shared() {
    return Shared.CLUSTER;
  }

  /** A cluster of three nodes for one test, who must close it. */
  public static GaleraCluster own() {
    return own(USUAL_SIZE);
  }

  /**
   * A cluster for one test, who must close it. Nothing is started before its first use.
   *
   * @param size how many nodes, at least 1
   * @param settings settings of all nodes as {@code name=value}, which win over those that the test
   *     clusters have
   */
  public static GaleraCluster own(int size, String... settings) {
    return new GaleraCluster(size, List.of(settings), EmbeddedServer.Sharing.OWN);
  }

  /** How many nodes there are when all run. */
  public int size() {
    return size;
  }

  /**
   * A new, empty database, reached through node 0; see {@link #node(int)}.
   *
   * @throws ServerException as {@link DatabaseServer#newDatabase()}
   */
  public TestDatabase newDatabase() {
    return newDatabase(0);
  }

  /**
   * One node as a server of its own. Its new databases are reached through that node, and are there on
   * all nodes that run when they are handed out.
   *
   * @throws IndexOutOfBoundsException if there is no such node
   */
  public DatabaseServer node(int node) {
    checkIndex(node);
    return new DatabaseServer() {
      @Override
      public String product() {
        return PRODUCT;
      }

      @Override
      public TestDatabase newDatabase() {
        return GaleraCluster.this.newDatabase(node);
      }

      @Override
      public Optional<String> unavailableBecause() {
        return GaleraCluster.unavailableBecause();
      }
    };
  }

  /**
   * Where a database is on a node, without user or password; usable from other processes. It stays the
   * same when the node is restarted. The node may be down at the time.
   *
   * @throws IndexOutOfBoundsException if there is no such node
   * @throws ServerException if the cluster does not start
   */
  public String jdbcUrl(int node, String database) {
    return "jdbc:mariadb://127.0.0.1:" + started(node).process().port() + "/" + database;
  }

  /** New connections to a database through a node, as the administrator; see {@link #jdbcUrl}. */
  public DataSource dataSource(int node, String database) {
    return new DriverDataSource(jdbcUrl(node, database), USER);
  }

  /**
   * The process id of a node, which a test may send signals to.
   *
   * @throws IndexOutOfBoundsException if there is no such node
   * @throws ServerException if the node was stopped, or the cluster does not start
   */
  public long pid(int node) {
    return started(node).process().pid();
  }

  /**
   * Kills a node, as the machine's memory killer would. The others need some seconds to notice, in
   * which they commit nothing; {@link #awaitSettled()} waits for that. If half of them or more are
   * gone without having said so, the rest refuses to work.
   *
   * @throws IllegalStateException if the cluster is shared
   * @throws IndexOutOfBoundsException if there is no such node
   */
  public void crash(int node) {
    refuseIfShared();
    started(node).process().crash();
  }

  /**
   * Stops a node in an orderly way: it takes leave of the others, who go on. Harmless if it does not
   * run.
   *
   * @throws IllegalStateException if the cluster is shared
   * @throws IndexOutOfBoundsException if there is no such node
   */
  public void stop(int node) {
    refuseIfShared();
    started(node).process().stop();
  }

  /**
   * Stops a node if it runs, starts it on its port, and waits until it has all that the others have.
   * If no other node runs, it begins the cluster anew with its own data, as an administrator would
   * have it do.
   *
   * @throws ServerException if it does not come up or does not get in; the message ends with its log
   * @throws IllegalStateException if the cluster is shared
   * @throws IndexOutOfBoundsException if there is no such node
   */
  public synchronized void restart(int node) {
    refuseIfShared();
    ServerProcess process = started(node).process();
    try {
      process.startAgain();
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
    awaitSettled();
  }

  /**
   * Waits until the nodes that run are one cluster, without others, and each is in step with it.
   *
   * @throws ServerException if that takes too long, or one of them ends; the message ends with its log
   */
  public synchronized void awaitSettled() {
    started(0);
    List<Node> running =
        nodes.stream().filter(node -> node.process().isRunning()).toList();
    try {
      awaitMembers(running);
    } catch (IOException e) {
      throw new ServerException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Stops all nodes for good; again does no harm.
   *
   * @throws IllegalStateException if the cluster is shared
   */
  @Override
  public synchronized void close() {
    refuseIfShared();
    closed = true;
    stopAll();
  }

  private void refuseIfShared() {
    if (shared) {
      throw new IllegalStateException("this cluster is shared by the tests of this JVM, who would"
          + " miss its nodes; take one of your own");
    }
  }

  private void checkIndex(int node) {
    if (node < 0 || node >= size) {
      throw new IndexOutOfBoundsException(
          "this cluster has nodes 0 to " + (size - 1) + ", no " + node);
    }
  }

  private synchronized Node started(int node) {
    checkIndex(node);
    if (closed) {
      throw new ServerException("this cluster was closed", null);
    }
    if (nodes.isEmpty()) {
      start();
    }
    return nodes.get(node);
  }

  private void start() {
    unavailableBecause().ifPresent(reason -> {
      throw new ServerException(reason, null);
    });
    try {
      var workspace = Workspace.get();
      // no other cluster's, since nodes of others may meet at a port; Galera has 32 bytes for it
      String name = UUID.randomUUID().toString().substring(0, 13);
      for (int index = 0; index < size; index++) {
        var scratch = workspace.newFolder("galera-" + index);
        var data = scratch.resolve("data");
        Folders.create(data);
        Machine.DISGUISE.give(scratch);
        Machine.DISGUISE.give(data);
        int self = index;
        var daemon = new GaleraNode(name, index, () -> runningBut(self));
        var process = new ServerProcess(
            "node " + index + " of the Galera cluster",
            daemon,
            new Recipe.Setup(GaleraNode.home(), data, scratch, Durability.FAST, settings),
            new Launcher(Machine.DISGUISE.prefix(), daemon.orphanSignal(), scratch));
        workspace.stopAtExit(process);
        nodes.add(new Node(index, daemon, process));
        process.create(Ports::anyFree);
      }
      awaitMembers(nodes);
    } catch (IOException e) {
      stopAll();
      nodes.clear();
      throw new ServerException("the Galera cluster could not be started: " + e.getMessage(), e);
    }
  }

  private List<GaleraNode> runningBut(int self) {
    return nodes.stream()
        .filter(node -> node.index() != self && node.process().isRunning())
        .map(Node::daemon)
        .toList();
  }

  private void stopAll() {
    nodes.parallelStream().forEach(node -> node.process().stop());
  }

  private static void awaitMembers(List<Node> members) throws IOException {
    long end = System.nanoTime() + SETTLE_PATIENCE.toNanos();
    for (Node member : members) {
      awaitMember(member, members.size(), end);
    }
  }

  private static void awaitMember(Node node, int members, long end) throws IOException {
    String wanted = members + " nodes, Synced";
    String seen = membership(node);
    while (!seen.equals(wanted)) {
      boolean ended = node.process().endsWithin(POLL);
      if (ended || System.nanoTime() > end) {
        throw new IOException("node " + node.index() + " of the Galera cluster "
            + (ended ? "ended" : "did not say \"" + wanted + "\" in time but \"" + seen + "\"")
            + "; the end of its log:\n" + node.process().logTail());
      }
      seen = membership(node);
    }
  }

  /** How a node sees its cluster and itself in it. */
  private static String membership(Node node) {
    String url = "jdbc:mariadb://127.0.0.1:" + node.process().port() + "/";
    try (var connection = new DriverDataSource(url, USER).getConnection();
        var statement = connection.createStatement();
        var result =
            statement.executeQuery("SELECT GROUP_CONCAT(variable_value ORDER BY variable_name"
                + " SEPARATOR ' nodes, ') FROM information_schema.global_status WHERE variable_name IN"
                + " ('wsrep_cluster_size', 'wsrep_local_state_comment')")) {
      return result.next() ? String.valueOf(result.getString(1)) : "nothing";
    } catch (SQLException e) {
      // a node that is not in step refuses statements, with an error of its own for that
      return String.valueOf(e.getMessage());
    }
  }

  private TestDatabase newDatabase(int node) {
    started(node);
    String name = "db_" + databases.incrementAndGet();
    execute(node, "CREATE DATABASE " + name);
    synchronized (this) {
      nodes.stream()
          .filter(other -> other.process().isRunning())
          .forEach(other -> awaitDatabase(other.index(), name));
    }
    return new TestDatabase(
        PRODUCT,
        name,
        jdbcUrl(node, name),
        USER,
        dataSource(node, name),
        () -> execute(node, "DROP DATABASE " + name));
  }

  private void awaitDatabase(int node, String name) {
    // so set, a SELECT is answered when all is there that was committed anywhere before it was
    // asked
    execute(node, "SET SESSION wsrep_sync_wait = 1", "SELECT 1", "SHOW TABLES FROM " + name);
  }

  private void execute(int node, String... statements) {
    String current = "connect";
    try (var connection = dataSource(node, MAINTENANCE_DATABASE).getConnection();
        var jdbc = connection.createStatement()) {
      for (String statement : statements) {
        current = statement;
        jdbc.execute(statement);
      }
    } catch (SQLException e) {
      throw new ServerException(
          "node " + node + " of the Galera cluster did not do \"" + current + "\": "
              + e.getMessage(),
          e);
    }
  }

  /** In a class of its own, so that nothing is looked at before someone asks. */
  private static final class Machine {
    static final Disguise DISGUISE = CurrentUser.isRoot() ? Disguise.MYSQL : Disguise.NONE;
    static final Optional<String> REASON = DebianFiles.unavailableBecause(
        "A Galera cluster",
        GaleraNode.NEEDED,
        Optional.of(DISGUISE).filter(Disguise::works),
        "its nodes do not run as root, and root cannot make them the user mysql"
            + " (Debian: apt-get install mariadb-server util-linux)");
  }

  private static final class Shared {
    static final GaleraCluster CLUSTER =
        new GaleraCluster(USUAL_SIZE, List.of(), EmbeddedServer.Sharing.SHARED);
  }
}
