package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class MySqlRecipe extends MySqlFamilyRecipe {
  @Override
  void prepare(Setup setup) throws IOException {
    // without name resolution root@localhost does not match a client that comes over TCP;
    // one statement a line is all that such a file may hold
    Files.writeString(
        firstStatements(setup),
        "CREATE USER root@'127.0.0.1';\nGRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;\n");
  }

  @Override
  List<String> initialisation(Setup setup) {
    var command = new ArrayList<String>();
    command.add(setup.program("bin/mysqld"));
    command.addAll(common(setup));
    command.add("--initialize-insecure");
    command.add("--init-file=" + firstStatements(setup));
    command.add("--skip-log-bin");
    command.add("--innodb-flush-method=nosync");
    command.add("--innodb-doublewrite=0");
    return command;
  }

  @Override
  public List<String> command(Setup setup, int port) {
    var command = new ArrayList<String>();
    command.add(setup.program("bin/mysqld"));
    command.addAll(serving(setup, port));
    command.add("--mysqlx=OFF");
    if (setup.durability() == Durability.FAST) {
      command.add("--skip-log-bin");
      command.add("--innodb-flush-method=nosync");
    }
    setup.settings().forEach(setting -> command.add("--" + setting));
    return command;
  }

  private static Path firstStatements(Setup setup) {
    return setup.scratch().resolve("first.sql");
  }
}
