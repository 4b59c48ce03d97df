package dev.showwise.migrate.twofactor;

import dev.showwise.migrate.servers.SqliteFiles;
import java.util.List;

class OnSqliteTest extends OnAProduct {
  OnSqliteTest() {
    super(new SqliteFiles(), "user");
  }

  @Override
  String users() {
    return "CREATE TABLE user (id INTEGER NOT NULL, username VARCHAR(80) NOT NULL, PRIMARY KEY (id))";
  }

  @Override
  List<String> tablesMadeByOthers() {
    return List.of(
        // SQLAlchemy
        """
        CREATE TABLE two_factor_auth (
          id INTEGER NOT NULL,
          user_id INTEGER NOT NULL,
          secret VARCHAR(32) NOT NULL,
          enabled BOOLEAN,
          backup_codes TEXT,
          created_at DATETIME,
          PRIMARY KEY (id),
          UNIQUE (user_id),
          FOREIGN KEY(user_id) REFERENCES user (id))
        """,
        // Hibernate
        """
        create table two_factor_auth (
          id integer, user_id integer not null unique, secret varchar(255) not null,
          enabled boolean, backup_codes text, created_at timestamp, primary key (id),
          constraint FKa8p8k foreign key (user_id) references user)
        """,
        // a person
        """
        CREATE TABLE two_factor_auth (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          user_id INTEGER NOT NULL UNIQUE REFERENCES user (id),
          secret VARCHAR(64) NOT NULL,
          enabled BOOLEAN DEFAULT FALSE,
          backup_codes TEXT,
          created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)
        """);
  }
}
