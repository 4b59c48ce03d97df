package dev.showwise.migrate.engine;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationSource;
import dev.showwise.migrate.Scripts;
import dev.showwise.migrate.internal.script.ScriptSource;
import java.util.Collection;
import java.util.Objects;

/**
 * The SQL scripts of a folder as a source of migrations. A jar brings its scripts with a class that extends this
 * one and is found as a service:
 *
 * <pre>{@code
 * @ServiceProvider(MigrationSource.class)
 * public final class ShoeSizes extends ScriptMigrations {
 *   public ShoeSizes() {
 *     super(Scripts.indexed(ShoeSizes.class, "META-INF/migrations/shoe-sizes"));
 *   }
 * }
 * }</pre>
 *
 * <p>Immutable; the folder is read at each call of {@link #migrations}, and further {@linkplain
 * dev.showwise.migrate.spi.ScriptLayout layouts} are looked for through the thread's context class loader.
 */
public class ScriptMigrations implements MigrationSource {
  private final Scripts scripts;

  /** For a folder, which is not read yet. */
  public ScriptMigrations(Scripts scripts) {
    this.scripts = Objects.requireNonNull(scripts, "scripts");
  }

  @Override
  public final Collection<? extends Migration> migrations() {
    return source().migrations();
  }

  @Override
  public final String description() {
    return scripts.place().toString();
  }

  private ScriptSource source() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return new ScriptSource(
        scripts, context == null ? ClassLoader.getSystemClassLoader() : context);
  }
}
