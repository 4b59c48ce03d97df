package dev.showwise.migrate.runner.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.runner.plugins.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A migration {@code shop:orders} with one statement that goes on for ever, until {@link #makeShort} makes
 * it do nothing.
 */
final class LongStatement {
  private LongStatement() {}

  static void writeJar(Path jars, String sql) throws IOException {
    String fill = """
        @Override protected void fill(dev.showwise.migrate.MigrationContext context) throws java.sql.SQLException {
          if (java.nio.file.Files.exists(java.nio.file.Path.of("short"))) {
            return;
          }
          try {
            java.nio.file.Files.createFile(java.nio.file.Path.of("started"));
          } catch (java.io.IOException e) {
            throw new java.sql.SQLException(e);
          }
          context.execute("%s");
        }
        @Override public java.util.Set<String> dependsOn() {
          return java.util.Set.of();
        }
        @Override public dev.showwise.migrate.ExecutionOptions options() {
          return dev.showwise.migrate.ExecutionOptions.DEFAULT.safeToRepeat();
        }
        """.formatted(sql);
    new TestJar()
        .source("shop.Orders", TestJar.migrationSource("shop.Orders", "shop", "orders", fill))
        .service(Migration.class.getName(), "shop.Orders")
        .write(jars.resolve("shop.jar"));
  }

  /** Returns when the statement is sent next. */
  static void awaitIn(Path folder, Process process) throws IOException {
    while (!Files.exists(folder.resolve("started")) && process.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(process.isAlive())
        .as(Files.readString(folder.resolve("out.txt")))
        .isTrue();
  }

  static void makeShort(Path folder) throws IOException {
    Files.createFile(folder.resolve("short"));
  }
}
