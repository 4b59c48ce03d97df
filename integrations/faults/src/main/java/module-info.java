/** Connections that fail at the call that a test chooses, and books on what became of them. */
module dev.showwise.migrate.faults {
  requires transitive java.sql;
  requires org.xerial.sqlitejdbc;
  requires static org.jspecify;

  exports dev.showwise.migrate.faults;
}
