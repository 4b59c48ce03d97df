package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.internal.dialect.UrlDataSource;
import org.junit.jupiter.api.Test;

/** Where a connection may have chosen no database. */
interface ChoosesDatabaseContract extends EngineCase {
  private EngineBuilder withoutDatabase() {
    String url = database().url().replaceFirst("[^/]+$", "");
    return builder(UrlDataSource.of(url, database().user()), Crew.people());
  }

  @Test
  default void a_url_without_a_database_is_told_to_name_one() {
    assertThatThrownBy(withoutDatabase().build()::migrate)
        .isInstanceOf(MigrationException.Unavailable.class)
        .hasMessageContaining("this connection has chosen no database")
        .hasMessageContaining("name one in the URL, as in jdbc:mariadb://host/NAME");
    assertThatThrownBy(withoutDatabase().build()::list).hasMessageContaining("name one in the URL");
  }

  @Test
  default void the_schema_may_be_the_database_that_the_url_does_not_name() {
    String name = database().value("SELECT DATABASE()");

    assertThat(withoutDatabase().schema(name).build().migrate().outcome())
        .isEqualTo(Outcome.MIGRATED);
    assertThat(database().tables()).containsExactly("migration_history", "person");
  }
}
