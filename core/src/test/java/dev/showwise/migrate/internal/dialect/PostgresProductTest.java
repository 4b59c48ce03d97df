package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresProductTest {
  private final PostgresDialect dialect = new PostgresDialect();

  private static DatabaseMetaData metaData(String product, int major, String version, String full)
      throws SQLException {
    DatabaseMetaData metaData = mock(DatabaseMetaData.class, RETURNS_DEEP_STUBS);
    when(metaData.getDatabaseProductName()).thenReturn(product);
    when(metaData.getDatabaseMajorVersion()).thenReturn(major);
    when(metaData.getDatabaseProductVersion()).thenReturn(version);
    ResultSet row = mock(ResultSet.class);
    when(row.next()).thenReturn(true);
    when(row.getString(1)).thenReturn(full);
    when(metaData.getConnection().createStatement().executeQuery("SELECT version()"))
        .thenReturn(row);
    return metaData;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PostgreSQL | 15 | 15.18 (Debian 15.18-0+deb12u1)",
        "PostgreSQL | 12 | 12.22",
        "PostgreSQL | 18 | 18.6",
        "PostgreSQL | 19 | 19beta1",
        "PostgreSQL | 17 | 17.2 - Percona Distribution"
      })
  void postgresql_is_recognised_without_a_question(String product, int major, String version)
      throws SQLException {
    String wouldBeRefused = "CockroachDB, if it were asked";

    assertThat(dialect.supports(metaData(product, major, version, wouldBeRefused)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PostgreSQL | 13 | 13.0.0 | CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu)",
        "PostgreSQL | 15 | 15.2-YB-2.25.0.0-b0 | PostgreSQL 15.2-YB-2.25.0.0-b0 on x86_64",
        "PostgreSQL | 8 | 8.0.2 | PostgreSQL 8.0.2 on i686, Redshift 1.0.12103",
        "PostgreSQL | 14 | 14.0.1 | CrateDB 5.1.0",
        "PostgreSQL | 11 | 11.22 | PostgreSQL 11.22 on x86_64",
        "SQLite | 3 | 3.54.1 | x"
      })
  void what_only_speaks_its_protocol_is_not(String product, int major, String version, String full)
      throws SQLException {
    assertThat(dialect.supports(metaData(product, major, version, full))).isFalse();
  }

  @Test
  void an_odd_version_is_accepted_if_the_server_says_nothing_else() throws SQLException {
    assertThat(dialect.supports(metaData(
            "PostgreSQL", 15, "15.4.0", "PostgreSQL 15.4 (EnterpriseDB Advanced Server 15.4.0)")))
        .isTrue();
  }
}
