package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.showwise.migrate.MigrationException;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialectsTest {
  private final ClassLoader classLoader = DialectsTest.class.getClassLoader();

  @Test
  void a_real_database_finds_its_dialect(@TempDir Path folder) throws SQLException {
    try (TestDatabase sqlite = new TestDatabase(folder.resolve("a.db"))) {
      assertThat(Dialects.find(sqlite.connection().getMetaData(), classLoader).name())
          .isEqualTo("sqlite");
    }
  }

  @Test
  void an_unknown_product_is_told_with_what_can_be_done() throws SQLException {
    DatabaseMetaData metaData = mock(DatabaseMetaData.class);
    when(metaData.getDatabaseProductName()).thenReturn("Oracle");
    when(metaData.getDatabaseMajorVersion()).thenReturn(23);
    when(metaData.getDatabaseProductVersion()).thenReturn("23.0");

    assertThatThrownBy(() -> Dialects.find(metaData, classLoader))
        .isInstanceOf(MigrationException.Unavailable.class)
        .hasMessageContaining("There is no dialect for Oracle 23.0")
        .hasMessageContaining("Built in are: sqlite, postgresql, mariadb, mysql, h2")
        .hasMessageContaining("dev.showwise.migrate.spi.Dialect");
  }
}
