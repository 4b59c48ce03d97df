package dev.showwise.migrate.internal.dialect;

/** MySQL 8.0 and newer, through MySQL's or MariaDB's driver. */
public final class MySqlDialect extends MySqlFamilyDialect {

  /** A dialect without state. */
  public MySqlDialect() {
    super(MySqlProduct.MYSQL);
  }
}
