package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.servers.ServerKind;

class MySqlScriptsTest extends MySqlFamilyScripts {
  MySqlScriptsTest() {
    super(new MySqlDialect(), ServerKind.MYSQL);
  }
}
