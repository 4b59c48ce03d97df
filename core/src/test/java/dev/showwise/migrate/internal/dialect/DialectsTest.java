package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.showwise.migrate.MigrationException.Unavailable;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectsTest {
  private final ClassLoader classLoader = DialectsTest.class.getClassLoader();

  /** What a driver tells of a server whose {@code version()} is that. */
  private static DatabaseMetaData metaData(String product, String version, String full)
      throws SQLException {
    DatabaseMetaData metaData = mock(DatabaseMetaData.class, RETURNS_DEEP_STUBS);
    when(metaData.getDatabaseProductName()).thenReturn(product);
    when(metaData.getDatabaseProductVersion()).thenReturn(version);
    when(metaData.getDatabaseMajorVersion()).thenReturn(Integer.parseInt(version.split("\\.")[0]));
    ResultSet row = mock(ResultSet.class);
    when(row.next()).thenReturn(true);
    when(row.getString(1)).thenReturn(full);
    when(metaData.getConnection().createStatement().executeQuery("SELECT version()"))
        .thenReturn(row);
    return metaData;
  }

  private String refusal(DatabaseMetaData metaData) {
    return catchThrowableOfType(Unavailable.class, () -> Dialects.find(metaData, classLoader))
        .getMessage();
  }

  @Test
  void a_real_database_finds_its_dialect(@TempDir Path folder) throws SQLException {
    try (TestDatabase sqlite = new TestDatabase(folder.resolve("a.db"))) {
      assertThat(Dialects.find(sqlite.connection().getMetaData(), classLoader).name())
          .isEqualTo("sqlite");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MySQL | 8.0.36-28.1 | mysql",
        "MySQL | 8.0.36-28.1-log Percona XtraDB Cluster (GPL) | mysql",
        "MySQL | 8.0.mysql_aurora.3.04.0 | mysql",
        "MySQL | 8.4.5-azure | mysql",
        "MySQL | 5.5.5-10.11.6-MariaDB | mariadb",
        "MariaDB | 10.6.22-MariaDB-log | mariadb",
        "PostgreSQL | 16.4 - Percona Distribution | postgresql",
        "H2 | 2.3.232 (2024-08-11) | h2"
      })
  void a_distribution_of_a_product_is_that_product(String product, String version, String name)
      throws SQLException {
    assertThat(Dialects.find(metaData(product, version, ""), classLoader).name())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MySQL | 8.0.11-TiDB-v7.5.0 | ",
        "MySQL | 8.0.30-Vitess | ",
        "MySQL | 5.7.25-OceanBase-v4.2.1 | ",
        "MySQL | 5.7.32-SingleStoreDB | ",
        "PostgreSQL | 13.0.0 | CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu)",
        "PostgreSQL | 11.2-YB-2.21.0.0-b0 | PostgreSQL 11.2-YB-2.21.0.0-b0 on x86_64",
        "PostgreSQL | 8.0.2 | PostgreSQL 8.0.2 on i686, Redshift 1.0.12103",
        "Redshift | 8.0.2 | ",
        "Oracle | 23.0 | "
      })
  void what_only_speaks_a_protocol_has_no_dialect_and_is_told_how_to_get_one(
      String product, String version, String full) throws SQLException {
    assertThat(refusal(metaData(product, version, full)))
        .contains("There is no dialect for " + product + " " + version)
        .contains("Built in are: sqlite, postgresql, mariadb, mysql, h2")
        .contains("dev.showwise.migrate.spi.Dialect", "engine's builder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PostgreSQL | 11.22 (Debian 11.22-0+deb10u1) | PostgreSQL 11.22 on x86_64 | 12",
        "PostgreSQL | 9.6.24 | PostgreSQL 9.6.24 on x86_64 | 12",
        "MariaDB | 10.5.23-MariaDB | | 10.6",
        "MySQL | 5.5.5-10.3.39-MariaDB | | 10.6",
        "MySQL | 5.7.44-log | | 8.0",
        "H2 | 1.4.200 (2019-10-14) | | 2"
      })
  void a_release_that_is_too_old_is_told_the_first_that_is_not(
      String product, String version, String full, String first) throws SQLException {
    assertThat(refusal(metaData(product, version, full)))
        .contains("The database is " + product + " " + version)
        .contains("the first release that is supported is " + first + ".")
        .contains("Upgrade it", "Nothing was changed");
  }
}
