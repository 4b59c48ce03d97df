package dev.showwise.migrate.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.engine.MigrationEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What docs/embedding.md shows does what it says. */
class FrameworksTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("desk.db");
  }

  @Test
  void a_pool_is_migrated_and_then_used() throws Exception {
    assertThat(PooledDesk.run(Stage.url(file))).isZero();
  }

  @Test
  void spring_boot_migrates_before_a_bean_that_needs_the_database() {
    try (ConfigurableApplicationContext context = springBoot()) {
      assertThat(context.getBean(BoxOffice.class).users).isZero();
    }
    assertThat(Stage.migrate(Stage.source(file)).completed()).isEmpty();
  }

  @Test
  void spring_boot_does_not_start_on_a_file_that_is_no_database() throws Exception {
    Files.writeString(file, "No database, but long enough. ".repeat(99));

    assertThatThrownBy(this::springBoot).hasRootCauseInstanceOf(SQLException.class);
  }

  private ConfigurableApplicationContext springBoot() {
    SpringApplication application = new SpringApplication(Theatre.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    return application.run("--theatre.url=" + Stage.url(file), "--spring.main.banner-mode=off");
  }

  /** Boot's own configuration of a data source brings the import along. */
  @Configuration(proxyBeanMethods = false)
  @Import({DatabaseInitializationDependencyConfigurer.class, MigrationConfiguration.class})
  static class Theatre {
    /** Declared before all others. */
    @Bean
    @DependsOnDatabaseInitialization
    BoxOffice boxOffice(DataSource dataSource) throws SQLException {
      return new BoxOffice(dataSource);
    }

    @Bean
    HikariDataSource dataSource(Environment environment) {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(environment.getRequiredProperty("theatre.url"));
      return pool;
    }
  }

  /** Cannot be made without the tables. */
  static final class BoxOffice {
    final int users;

    BoxOffice(DataSource dataSource) throws SQLException {
      try (Connection connection = dataSource.getConnection();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT COUNT(*) FROM two_factor_auth")) {
        rows.next();
        users = rows.getInt(1);
      }
    }
  }

  @Test
  void quarkus_migrates_when_it_starts() {
    MigrationAtStart bean = new MigrationAtStart();
    bean.dataSource = Stage.source(file);

    bean.migrate(new StartupEvent());

    assertThat(Stage.migrate(bean.dataSource).completed()).isEmpty();
  }

  @Test
  void one_that_only_looks_starts_on_a_current_database_alone_and_changes_nothing()
      throws Exception {
    try (Connection connection = Stage.source(file).getConnection()) {
      connection.createStatement().execute("CREATE TABLE crew (id INTEGER PRIMARY KEY)");
    }
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(() -> CheckAtStart.requireCurrent(Stage.source(file)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("The database is not what this release needs:\n")
        .hasMessageContaining("showwise:2fa (1.0)");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    // the pipeline
    Stage.migrate(Stage.source(file));
    byte[] migrated = Files.readAllBytes(file);
    CheckAtStart.requireCurrent(Stage.source(file));
    assertThat(Files.readAllBytes(file)).isEqualTo(migrated);
  }

  @Test
  void progress_and_metrics_are_told() {
    List<String> screen = new ArrayList<>();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    MigrationEngine.builder(Stage.source(file))
        .listener(new StartupProgress(screen::add))
        .listener(new MigrationMetrics(registry))
        .build()
        .migrate();

    assertThat(screen)
        .hasSize(Stage.MIGRATIONS)
        .startsWith("7 to go: showwise:base (0.1)")
        .endsWith("1 to go: showwise:2fa (1.0)");
    assertThat(registry.get("migrations").tag("event", "APPLIED").timer().count())
        .isEqualTo(Stage.MIGRATIONS);
  }

  @Test
  void a_failure_is_told_too() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    assertThatThrownBy(() -> MigrationEngine.builder(Stage.source(file))
            .migrations(new Fails())
            .listener(new MigrationMetrics(registry))
            .build()
            .migrate())
        .isInstanceOf(MigrationException.Failed.class);

    assertThat(registry.get("migrations.failed").counter().count()).isEqualTo(1);
  }

  /** A migration with a mistake in it. */
  static final class Fails implements Migration {
    @Override
    public String module() {
      return "desk";
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of("1");
    }

    @Override
    public String name() {
      return "fails";
    }

    @Override
    public String description() {
      return "Fails";
    }

    @Override
    public void apply(MigrationContext context) throws SQLException {
      context.execute("INSERT INTO nowhere VALUES (1)");
    }
  }
}
