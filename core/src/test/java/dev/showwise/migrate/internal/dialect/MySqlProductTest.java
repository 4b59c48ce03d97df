package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlProductTest {

  @ParameterizedTest
  @CsvSource({
    "MariaDB, 10.6.0-MariaDB",
    "MariaDB, 10.11.19-MariaDB-0+deb12u1",
    "MariaDB, 11.4.5-MariaDB-log",
    "MariaDB, 12.0.2-MariaDB",
    "MySQL, 5.5.5-10.11.6-MariaDB",
    "MySQL, 10.11.6-MariaDB-1:10.11.6+maria~ubu2204"
  })
  void mariadb_is_known_by_whatever_driver(String name, String version) {
    assertThat(MySqlProduct.MARIADB.isBehind(name, version)).isTrue();
    assertThat(MySqlProduct.MYSQL.isBehind(name, version)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "MySQL, 8.0.15",
    "MySQL, 8.0.36-28.1",
    "MySQL, 8.4.3-log",
    "MySQL, 9.1.0-cloud",
    "MySQL, 8.0.39-0ubuntu0.22.04.1"
  })
  void mysql_is_known_by_its_version(String name, String version) {
    assertThat(MySqlProduct.MYSQL.isBehind(name, version)).isTrue();
    assertThat(MySqlProduct.MARIADB.isBehind(name, version)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "MySQL, 8.0.11-TiDB-v7.5.0",
    "MySQL, 5.7.25-OceanBase-v4.2.1",
    "MySQL, 8.0.30-Vitess",
    "MySQL, 8.0.31-ClickHouse",
    "MySQL, 8.0.30-MatrixOne-v1.0.0",
    "MySQL, 5.7.44-log",
    "MySQL, 5.1.0",
    "MariaDB, 10.5.23-MariaDB",
    "MariaDB, 5.0.45-Xpand-6.1",
    "MariaDB, 10.6.8-5-MariaDB-Xpand",
    "SQLite, 3.50.3",
    "PostgreSQL, 16.3",
    "MySQL, unknown"
  })
  void what_is_neither_or_too_old_is_not_taken_for_it(String name, String version) {
    assertThat(MySqlProduct.MARIADB.isBehind(name, version)).isFalse();
    assertThat(MySqlProduct.MYSQL.isBehind(name, version)).isFalse();
  }
}
