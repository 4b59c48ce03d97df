package dev.showwise.migrate.testkit;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All that a {@link MigrationTest} tries, for each migration of a source, such as each script of a folder. A
 * script is tried on each database as what it is there: the variant for that product, cut by its rules.
 *
 * <pre>{@code
 * class ScriptsTest extends MigrationSourceTest {
 *   @Override
 *   protected MigrationSource source() {
 *     return new ScriptMigrations(Scripts.in(Path.of("db/migration")));
 *   }
 * }
 * }</pre>
 *
 * <p>What is overridden counts for every one of them; {@link #migration} says which is being tried. The others of
 * the source need not be on the class path: those that come before it are applied before it is tried.
 */
@ClassTemplate
@ExtendWith(SourceInvocations.class)
public abstract class MigrationSourceTest extends MigrationTest {
  private @Nullable MigrationLabel chosen;

  /** For subclasses. */
  protected MigrationSourceTest() {}

  /** The source under test; a new one at every call, or one that reads anew. */
  protected abstract MigrationSource source();

  /**
   * The migration that is being tried.
   *
   * @throws IllegalStateException if JUnit did not run this class
   */
  @Override
  protected final Migration migration() {
    MigrationLabel label = chosen;
    if (label == null) {
      throw new IllegalStateException(
          getClass().getName() + " is run by JUnit, which says which" + " migration is tried");
    }
    return source().migrations().stream()
        .filter(one -> MigrationLabel.of(one).equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(
            source().description() + " had " + label + " a moment ago, and has it no more"));
  }

  @Override
  final Optional<MigrationSource> family() {
    return Optional.of(source());
  }

  /** From now on this one is tried. */
  final void choose(MigrationLabel label) {
    chosen = label;
  }
}
