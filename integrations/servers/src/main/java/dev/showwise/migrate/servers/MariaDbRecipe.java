package dev.showwise.migrate.servers;

import java.util.ArrayList;
import java.util.List;

final class MariaDbRecipe extends MySqlFamilyRecipe {
  @Override
  List<String> initialisation(Setup setup) {
    var command = new ArrayList<String>();
    command.add("sh");
    command.add(setup.program("scripts/mariadb-install-db"));
    command.addAll(common(setup));
    command.add("--auth-root-authentication-method=normal");
    command.add("--skip-name-resolve");
    command.add("--skip-test-db");
    command.add("--debug-no-sync");
    return command;
  }

  @Override
  public List<String> command(Setup setup, int port) {
    var command = new ArrayList<String>();
    command.add(setup.program("bin/mariadbd"));
    command.addAll(serving(setup, port));
    // a certificate of its own takes long to make
    command.add("--skip-ssl");
    if (setup.durability() == Durability.FAST) {
      command.add("--debug-no-sync");
    }
    setup.settings().forEach(setting -> command.add("--" + setting));
    return command;
  }
}
