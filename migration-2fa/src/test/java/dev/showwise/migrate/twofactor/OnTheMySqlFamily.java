package dev.showwise.migrate.twofactor;

import dev.showwise.migrate.servers.DatabaseServer;
import java.util.List;

/** MariaDB and MySQL, on which people write the same. */
abstract class OnTheMySqlFamily extends OnAProduct {
  OnTheMySqlFamily(DatabaseServer server) {
    super(server, "user");
  }

  @Override
  String users() {
    return "CREATE TABLE user (id INTEGER NOT NULL AUTO_INCREMENT, username VARCHAR(80) NOT NULL,"
        + " PRIMARY KEY (id))";
  }

  @Override
  List<String> tablesMadeByOthers() {
    return List.of(
        // SQLAlchemy
        """
        CREATE TABLE two_factor_auth (
          id INTEGER NOT NULL AUTO_INCREMENT,
          user_id INTEGER NOT NULL,
          secret VARCHAR(32) NOT NULL,
          enabled BOOL,
          backup_codes TEXT,
          created_at DATETIME,
          PRIMARY KEY (id),
          UNIQUE (user_id),
          FOREIGN KEY(user_id) REFERENCES user (id))
        """,
        // Hibernate
        """
        create table two_factor_auth (
          id integer not null auto_increment, user_id integer not null unique,
          secret varchar(255) not null, enabled bit default b'0', backup_codes longtext,
          created_at datetime(6), primary key (id),
          constraint FKa8p8k foreign key (user_id) references user (id)) engine=InnoDB
        """,
        // a person
        """
        CREATE TABLE two_factor_auth (
          id INT AUTO_INCREMENT PRIMARY KEY,
          user_id INT NOT NULL,
          secret VARCHAR(64) NOT NULL,
          enabled BOOLEAN DEFAULT FALSE,
          backup_codes MEDIUMTEXT,
          created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
          UNIQUE KEY one_a_user (user_id),
          CONSTRAINT of_a_user FOREIGN KEY (user_id) REFERENCES user (id))
        """);
  }
}
