package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class PostgresRecipe implements Recipe {
  @Override
  public String maintenanceDatabase() {
    return "postgres";
  }

  @Override
  public String user() {
    return "postgres";
  }

  @Override
  public boolean needsOrdinaryUser() {
    return true;
  }

  @Override
  public String stopSignal() {
    // SIGTERM would wait for every client to leave
    return "INT";
  }

  @Override
  public String orphanSignal() {
    // ends the whole family at once and gives back its shared memory, which SIGKILL would not
    return "QUIT";
  }

  @Override
  public void initialise(Setup setup, Launcher launcher, Path log) throws IOException {
    launcher.run(
        log,
        List.of(
            setup.program("bin/initdb"),
            "--pgdata=" + setup.data(),
            "--username=" + user(),
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
  }

  @Override
  public List<String> command(Setup setup, int port) {
    var settings = new ArrayList<String>();
    settings.add("port=" + port);
    settings.add("listen_addresses=127.0.0.1");
    // no Unix socket: its path would have to be short
    settings.add("unix_socket_directories=");
    settings.add("max_connections=300");
    settings.add("shared_buffers=64MB");
    settings.add("timezone=UTC");
    settings.add("log_timezone=UTC");
    settings.add("jit=off");
    if (setup.durability() == Durability.FAST) {
      settings.add("fsync=off");
      settings.add("synchronous_commit=off");
      settings.add("full_page_writes=off");
    }
    settings.addAll(setup.settings());
    var command = new ArrayList<String>();
    command.add(setup.program("bin/postgres"));
    command.add("-D");
    command.add(setup.data().toString());
    for (String setting : settings) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  @Override
  public String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public String readyMessage() {
    return "database system is ready to accept connections";
  }

  @Override
  public String drop(String database) {
    return "DROP DATABASE " + database + " WITH (FORCE)";
  }
}
