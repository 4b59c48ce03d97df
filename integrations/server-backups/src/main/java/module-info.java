/** Backups of PostgreSQL, MariaDB and MySQL, made by the client programs that come with them. */
module dev.showwise.migrate.backups {
  requires transitive dev.showwise.migrate;
  requires static org.jspecify;

  exports dev.showwise.migrate.backups;
}
