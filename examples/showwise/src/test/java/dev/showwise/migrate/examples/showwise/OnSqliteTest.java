package dev.showwise.migrate.examples.showwise;

import dev.showwise.migrate.servers.SqliteFiles;

class OnSqliteTest extends OnAProduct {
  OnSqliteTest() {
    super(new SqliteFiles(), "user");
  }
}
