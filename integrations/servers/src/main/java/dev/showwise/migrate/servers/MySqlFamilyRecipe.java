package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What MariaDB and MySQL have in common. */
abstract class MySqlFamilyRecipe implements Recipe {
  @Override
  public String maintenanceDatabase() {
    return "mysql";
  }

  @Override
  public String user() {
    return "root";
  }

  @Override
  public boolean needsOrdinaryUser() {
    return false;
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
  public String url(int port, String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public String readyMessage() {
    return "ready for connections";
  }

  @Override
  public String drop(String database) {
    return "DROP DATABASE " + database;
  }

  /** The command that makes the data folder of a setup. */
  abstract List<String> initialisation(Setup setup);

  /** Writes the files, if any, that the command reads. */
  void prepare(Setup setup) throws IOException {}

  /**
   * Takes seconds, mostly spent on tables of help texts and the like, so it is done once per version
   * and the outcome is copied.
   */
  @Override
  public final void initialise(Setup setup, Launcher launcher, Path log) throws IOException {
    // what changes the outcome changes the name
    int hash = initialisation(setup.with(Path.of("data"), Path.of("scratch"))).hashCode();
    Path template = setup
        .home()
        .resolveSibling(setup.home().getFileName() + "-data-" + Integer.toHexString(hash));
    SharedFolder.ensure(template, folder -> {
      Setup making = setup.with(folder, setup.scratch());
      prepare(making);
      launcher.run(log, initialisation(making));
      // holds the server's identity, of which each makes its own
      Files.deleteIfExists(folder.resolve("auto.cnf"));
    });
    Folders.copyContents(template, setup.data());
  }

  /** The options that the server needs for making its data folder and for serving. */
  static List<String> common(Setup setup) {
    var options = new ArrayList<String>();
    // else it reads the machine's configuration
    options.add("--no-defaults");
    options.add("--basedir=" + setup.home());
    options.add("--datadir=" + setup.data());
    options.add("--lc-messages-dir=" + setup.program("share"));
    // native AIO is a scarce resource of the whole machine, and forbidden in some containers
    options.add("--innodb-use-native-aio=0");
    options.add("--innodb-log-file-size=8M");
    if (CurrentUser.isRoot()) {
      options.add("--user=root");
    }
    return options;
  }

  static List<String> serving(Setup setup, int port) {
    var options = common(setup);
    options.add("--port=" + port);
    options.add("--bind-address=127.0.0.1");
    // relative to the data folder, since a long path would not do
    options.add("--socket=s");
    options.add("--pid-file=" + setup.scratch().resolve("pid"));
    options.add("--tmpdir=" + setup.scratch());
    options.add("--skip-name-resolve");
    options.add("--max-connections=300");
    options.add("--innodb-buffer-pool-size=64M");
    options.add("--character-set-server=utf8mb4");
    options.add("--default-time-zone=+00:00");
    if (setup.durability() == Durability.FAST) {
      options.add("--innodb-flush-log-at-trx-commit=0");
      options.add("--innodb-doublewrite=0");
    }
    return options;
  }
}
