package dev.showwise.migrate.embedding;

import dev.showwise.migrate.MigrationReport;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Spring Boot, as docs/embedding.md shows it. */
public class MigrationComesFirst extends AbstractBeansOfTypeDatabaseInitializerDetector {
  @Override
  protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
    return Set.of(MigrationReport.class);
  }
}
