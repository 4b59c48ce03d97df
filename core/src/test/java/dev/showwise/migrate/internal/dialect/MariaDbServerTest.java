package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.servers.ServerKind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbServerTest extends MySqlFamilyContract {
  MariaDbServerTest() {
    super(new MariaDbDialect(), ServerKind.MARIADB);
  }

  @Test
  void a_sequence_is_no_table_and_a_versioned_table_is_one() throws SQLException {
    execute("CREATE SEQUENCE numbers", "CREATE TABLE versioned (a INT) WITH SYSTEM VERSIONING");

    assertThat(dialect.kindOf(connection, "numbers")).contains("sequence");
    assertThat(dialect.tableNames(connection)).containsExactly("versioned");
    assertThat(read("versioned").columns())
        .singleElement()
        .satisfies(column -> assertThat(column.type()).isEqualTo(ColumnType.integer()));
    assertThat(dialect.readObjects(connection)).hasSize(2);
  }
}
