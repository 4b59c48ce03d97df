package dev.showwise.migrate.internal.dialect;

/** MariaDB 10.6 and newer, alone or as a Galera cluster, through MariaDB's or MySQL's driver. */
public final class MariaDbDialect extends MySqlFamilyDialect {

  /** A dialect without state. */
  public MariaDbDialect() {
    super(MySqlProduct.MARIADB);
  }
}
