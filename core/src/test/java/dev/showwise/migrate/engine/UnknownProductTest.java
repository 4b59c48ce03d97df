package dev.showwise.migrate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport.Outcome;
import dev.showwise.migrate.servers.H2InMemory;
import dev.showwise.migrate.spi.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product that no dialect of the house knows. */
class UnknownProductTest {
  private final dev.showwise.migrate.servers.TestDatabase h2 = new H2InMemory().newDatabase();
  private final DataSource thing = called(ThingDialect.PRODUCT, h2.dataSource());

  @AfterEach
  void drop() {
    h2.close();
  }

  /** The same, but that the product gives another name. */
  private static DataSource called(String product, DataSource real) {
    return proxy(DataSource.class, real, "getConnection", connection -> {
      Connection asked = (Connection) connection;
      return proxy(
          Connection.class,
          asked,
          "getMetaData",
          metaData ->
              proxy(DatabaseMetaData.class, metaData, "getDatabaseProductName", name -> product));
    });
  }

  private interface Change {
    Object of(Object result);
  }

  private static <T> T proxy(Class<T> type, Object target, String method, Change change) {
    return type.cast(Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
          try {
            Object result = called.invoke(target, arguments);
            return called.getName().equals(method) ? change.of(result) : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        }));
  }

  private EngineBuilder builder() {
    return MigrationEngine.builder(thing).migrations(Crew.people(), Crew.badges());
  }

  @Test
  void without_a_dialect_nothing_is_touched_and_the_way_to_one_is_told() {
    assertThatThrownBy(builder().build()::migrate)
        .isInstanceOf(MigrationException.Unavailable.class)
        .hasMessageContaining("There is no dialect for ThingDB")
        .hasMessageContaining("provides dev.showwise.migrate.spi.Dialect");
  }

  @Test
  void a_dialect_that_is_handed_over_is_used_whatever_the_product() {
    MigrationEngine engine = builder().dialect(new ThingDialect()).build();

    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.MIGRATED);
    assertThat(engine.migrate().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
    assertThat(engine.verify().problems()).isEmpty();
  }

  @Test
  void a_dialect_that_a_jar_on_the_class_path_provides_is_found_and_used(@TempDir Path jar)
      throws IOException {
    try (Jar loader = new Jar(jar)) {
      MigrationEngine engine = builder().classLoader(loader).build();

      assertThat(engine.migrate().outcome()).isEqualTo(Outcome.MIGRATED);
      assertThat(engine.verify().problems()).isEmpty();
    }
  }

  /** A folder with the dialect and its service file, outside of this module as a jar would be. */
  private static final class Jar extends URLClassLoader {
    private static final String NAME = ThingDialect.class.getName();

    Jar(Path folder) throws IOException {
      super(new URL[] {folder.toUri().toURL()}, UnknownProductTest.class.getClassLoader());
      Path file = folder.resolve(NAME.replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      try (InputStream bytes = ThingDialect.class.getResourceAsStream("ThingDialect.class")) {
        Files.copy(bytes, file);
      }
      Path services = Files.createDirectories(folder.resolve("META-INF/services"));
      Files.writeString(services.resolve(Dialect.class.getName()), NAME);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(NAME)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
  }
}
