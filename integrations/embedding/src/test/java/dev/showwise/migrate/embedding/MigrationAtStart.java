package dev.showwise.migrate.embedding;

import dev.showwise.migrate.engine.MigrationEngine;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import javax.sql.DataSource;

/** Quarkus, as docs/embedding.md shows it. */
@ApplicationScoped
public class MigrationAtStart {
  @Inject
  DataSource dataSource;

  void migrate(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
    MigrationEngine.builder(dataSource).build().migrate();
  }
}
