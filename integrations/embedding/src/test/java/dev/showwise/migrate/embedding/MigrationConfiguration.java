package dev.showwise.migrate.embedding;

import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.engine.MigrationEngine;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring Boot, as docs/embedding.md shows it. */
@Configuration(proxyBeanMethods = false)
public class MigrationConfiguration {
  @Bean
  MigrationReport migration(DataSource dataSource) {
    return MigrationEngine.builder(dataSource).build().migrate();
  }
}
