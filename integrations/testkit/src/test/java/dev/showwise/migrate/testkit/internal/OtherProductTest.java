package dev.showwise.migrate.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.faults.Product;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.testkit.internal.Stage.Rows;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A dialect that somebody else has written: what is asked of a session is what JDBC has, and no more. */
class OtherProductTest {
  private final SqliteDatabases databases = new SqliteDatabases();

  /** On SQLite, by a dialect that is called otherwise. */
  private Subject otherwise(Migration migration) {
    Dialect real = Preparation.dialectOf(databases);
    Dialect other = (Dialect) Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {Dialect.class},
        (proxy, method, arguments) ->
            method.getName().equals("name") ? "otherbase" : method.invoke(real, arguments));
    Subject.Hook none = database -> {};
    return new Subject(
        getClass(),
        () -> migration,
        Optional.empty(),
        new Subject.Hooks(none, none, none),
        Set.of(),
        Optional.of(new Preparation(other, List.of())));
  }

  @Test
  void its_product_is_taken_from_the_dialect_and_is_unknown() throws SQLException {
    try (Stage stage = Stage.before(otherwise(new Shoes()), databases, Rows.NONE)) {
      assertThat(stage.faultProduct()).isEqualTo(Product.OTHER);
    }
  }

  @Test
  void a_migration_is_interrupted_there_and_what_it_leaves_is_looked_for() throws SQLException {
    new InterruptionCheck(otherwise(new Shoes()), databases).run();
    new LeftoverCheck(otherwise(new Shoes()), databases).run();
  }

  @Test
  void settings_that_only_the_product_has_are_not_asked_for() throws SQLException {
    new LeftoverCheck(otherwise(new LeavesASetting()), databases).run();
  }

  private static class Shoes implements Migration {
    @Override
    public String module() {
      return "shoes";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("1");
    }

    @Override
    public String name() {
      return "shoes";
    }

    @Override
    public String description() {
      return "a table";
    }

    @Override
    public void apply(MigrationContext context) throws SQLException {
      context.execute("CREATE TABLE shoe (id INTEGER)");
    }
  }

  private static final class LeavesASetting extends Shoes {
    @Override
    public void apply(MigrationContext context) throws SQLException {
      context.execute("PRAGMA cache_size = 17");
    }
  }
}
