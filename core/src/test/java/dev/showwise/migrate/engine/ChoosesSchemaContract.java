package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.SchemaDescription;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Migrations and their history are in the schema that was asked for, and nowhere else. */
interface ChoosesSchemaContract extends EngineCase {

  /** A schema of its own name, since on MariaDB and MySQL it is one of the whole server. */
  private void inAnotherSchema(Consumer<String> work) {
    String name = "s" + UUID.randomUUID().toString().replace("-", "");
    database().execute("CREATE SCHEMA " + name);
    try {
      work.accept(name);
    } finally {
      boolean takesAllWithIt =
          List.of("mariadb", "mysql").contains(database().dialect().name());
      database().execute("DROP SCHEMA " + name + (takesAllWithIt ? "" : " CASCADE"));
    }
  }

  private EngineBuilder crewIn(String schema) {
    return builder(database().dataSource(), Crew.people(), Crew.badges()).schema(schema);
  }

  private static List<String> tables(SchemaDescription schema) {
    return schema.tables().stream()
        .map(table -> table.name().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  @Test
  default void the_schema_that_is_asked_for_has_the_migrations_and_their_history() {
    inAnotherSchema(schema -> {
      MigrationEngine engine = crewIn(schema).build();

      assertThat(names(engine.migrate())).containsExactly("people APPLIED", "badges APPLIED");

      assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(engine.verify().problems()).isEmpty();
      assertThat(engine.list().migrations())
          .allSatisfy(migration -> assertThat(migration.state().word()).isEqualTo("applied"));
      assertThat(tables(crewIn(schema).describeSchema()))
          .containsExactly("badge", "migration_history", "person");
      assertThat(tables(MigrationEngine.describeSchema(database().dataSource())))
          .isEmpty();
    });
  }

  @Test
  default void the_same_migrations_in_two_schemas_do_not_know_of_each_other() {
    inAnotherSchema(schema -> {
      engine(Crew.people(), Crew.badges()).migrate();

      assertThat(names(crewIn(schema).build().migrate()))
          .containsExactly("people APPLIED", "badges APPLIED");
      assertThat(engine(Crew.people(), Crew.badges()).verify().problems()).isEmpty();
    });
  }

  @Test
  default void a_schema_that_is_not_there_is_named_and_not_made() {
    MigrationEngine engine = crewIn("nowhere").build();

    for (Runnable call : List.<Runnable>of(
        engine::migrate, engine::list, engine::verify, () -> crewIn("nowhere").describeSchema())) {
      assertThatThrownBy(call::run)
          .isInstanceOf(MigrationException.Unavailable.class)
          .hasMessageContaining("There is no schema 'nowhere'")
          .hasMessageContaining("Create it, name another");
    }
    assertThat(tables(MigrationEngine.describeSchema(database().dataSource()))).isEmpty();
  }
}
