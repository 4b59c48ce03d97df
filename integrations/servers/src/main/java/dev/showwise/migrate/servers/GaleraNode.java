package dev.showwise.migrate.servers;

import dev.showwise.migrate.servers.DebianFiles.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How one node of a cluster is run. */
final class GaleraNode implements Daemon {
  private static final Needed SERVER = new Needed("mariadbd", "mariadb-server");
  private static final Needed INSTALLER = new Needed("mariadb-install-db", "mariadb-server");
  private static final Needed TRANSFER = new Needed("wsrep_sst_rsync", "mariadb-server");
  private static final Needed PROVIDER = new Needed("/usr/lib/galera/libgalera_smm.so", "galera-4");
  private static final Needed COPIER = new Needed("rsync", "rsync");

  /** All that a node needs of the machine. */
  static final List<Needed> NEEDED = List.of(SERVER, INSTALLER, TRANSFER, PROVIDER, COPIER);

  private final String cluster;
  private final int index;
  private final Supplier<List<GaleraNode>> peers;
  private volatile int groupPort;

  /**
   * A node that was never started.
   *
   * @param cluster the cluster's name, which only its nodes know
   * @param index which one it is, from 0
   * @param peers those that run at the moment, without this one
   */
  GaleraNode(String cluster, int index, Supplier<List<GaleraNode>> peers) {
    this.cluster = cluster;
    this.index = index;
    this.peers = peers;
  }

  @Override
  public String stopSignal() {
    return "TERM";
  }

  @Override
  public String orphanSignal() {
    return "KILL";
  }

  @Override
  public String readyMessage() {
    // "ready for connections" alone is also said, earlier, of the group
    return "mariadbd: ready for connections";
  }

  /** The first node's data become those of all; the others get theirs when they join. */
  @Override
  public void initialise(Recipe.Setup setup, Launcher launcher, Path log) throws IOException {
    if (index > 0) {
      return;
    }
    launcher.run(
        log,
        List.of(
            DebianFiles.path(INSTALLER).toString(),
            "--no-defaults",
            "--basedir=" + setup.home(),
            "--datadir=" + setup.data(),
            "--auth-root-authentication-method=normal",
            "--skip-name-resolve",
            "--skip-test-db",
            "--innodb-use-native-aio=0",
            "--innodb-log-file-size=8M",
            "--debug-no-sync"));
  }

  @Override
  public List<String> command(Recipe.Setup setup, int port) throws IOException {
    List<String> others = peers.get().stream().map(GaleraNode::address).toList();
    // anew each time: nobody but running nodes need to know it, and a port may be taken
    groupPort = Ports.anyFree();
    // a file and not options, since the programs that transfer the data read it too
    Path configuration = setup.scratch().resolve("my.cnf");
    Files.writeString(configuration, configuration(setup, port, others));
    Folders.open(configuration);
    var command = new ArrayList<String>();
    command.add(DebianFiles.path(SERVER).toString());
    command.add("--defaults-file=" + configuration);
    if (others.isEmpty()) {
      // else it would wait for those it knew, or leave it to them to begin
      Files.deleteIfExists(setup.data().resolve("grastate.dat"));
      Files.deleteIfExists(setup.data().resolve("gvwstate.dat"));
      command.add("--wsrep-new-cluster");
    } else if (!wasStoppedInOrder(setup.data())) {
      // or its recovery would undo, in the data it is about to get, a CREATE TABLE that it died in
      Folders.deleteContents(setup.data());
    }
    return command;
  }

  /** Where Debian's packages have put the server. */
  static Path home() {
    Path folder = DebianFiles.path(SERVER).toAbsolutePath().getParent();
    return folder == null || folder.getParent() == null ? Path.of("/usr") : folder.getParent();
  }

  /** Whether it knows how far it has come; else it gets all data anew. */
  private static boolean wasStoppedInOrder(Path data) throws IOException {
    Path state = data.resolve("grastate.dat");
    return Files.exists(state) && !Files.readString(state).matches("(?s).*seqno:\\s*-1\\b.*");
  }

  private String address() {
    return "127.0.0.1:" + groupPort;
  }

  private String configuration(Recipe.Setup setup, int port, List<String> others) {
    return """
        [mysqld]
        basedir=%s
        datadir=%s
        # relative to the data folder, since a long path would not do
        socket=s
        pid-file=%s
        tmpdir=%s
        port=%d
        bind-address=127.0.0.1
        skip-name-resolve
        skip-ssl
        max-connections=300
        character-set-server=utf8mb4
        default-time-zone=+00:00
        innodb-buffer-pool-size=64M
        innodb-log-file-size=8M
        # a scarce resource of the whole machine, and forbidden in some containers
        innodb-use-native-aio=0
        # a node that falls has its data from the others
        innodb-flush-log-at-trx-commit=0
        innodb-doublewrite=0
        binlog-format=ROW
        innodb-autoinc-lock-mode=2
        wsrep-on=ON
        wsrep-provider=%s
        wsrep-cluster-name=%s
        wsrep-cluster-address=gcomm://%s
        wsrep-node-name=node-%d
        wsrep-node-address=127.0.0.1
        wsrep-sst-method=rsync
        wsrep-sst-receive-address=127.0.0.1:%d
        wsrep-provider-options="base_host=127.0.0.1;base_port=%d;gmcast.listen_addr=tcp://%s;ist.recv_addr=127.0.0.1:%d;gcache.size=32M"
        %s
        """.formatted(
            setup.home(),
            setup.data(),
            setup.scratch().resolve("pid"),
            setup.scratch(),
            port,
            DebianFiles.path(PROVIDER),
            cluster,
            String.join(",", others),
            index,
            Ports.anyFree(),
            groupPort,
            address(),
            Ports.anyFree(),
            String.join("\n", setup.settings()));
  }
}
