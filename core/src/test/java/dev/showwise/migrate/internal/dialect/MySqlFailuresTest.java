package dev.showwise.migrate.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import org.junit.jupiter.api.Test;

class MySqlFailuresTest extends MySqlFamilyFailures {
  MySqlFailuresTest() {
    super(new MySqlDialect(), ServerKind.MYSQL);
  }

  @Test
  void a_query_that_took_too_long_is_cancelled() {
    String all = "information_schema.columns";

    assertThat(failing.kind(
            db,
            "SELECT /*+ MAX_EXECUTION_TIME(100) */ COUNT(*) FROM " + all + " a, " + all + " b, "
                + all + " c"))
        .isEqualTo(ErrorKind.CANCELLED);
  }
}
