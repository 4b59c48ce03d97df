package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.servers.ServerKind;

class MariaDbScriptsTest extends MySqlFamilyScripts {
  MariaDbScriptsTest() {
    super(new MariaDbDialect(), ServerKind.MARIADB);
  }
}
