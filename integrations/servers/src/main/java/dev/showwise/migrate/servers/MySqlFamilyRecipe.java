package dev.showwise.migrate.servers;

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
