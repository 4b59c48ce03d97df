package dev.showwise.migrate;

import java.util.Collection;

/**
 * Gives many migrations at once: a folder of scripts, a bundle. Found as a service, as a {@link
 * Migration} is, or handed to the engine in code.
 */
public interface MigrationSource {
  /**
   * The migrations. Called once per catalog; reads what names them, not what they do.
   *
   * @throws MigrationException if they cannot be read; the message names the place
   */
  Collection<? extends Migration> migrations();

  /** Where they come from, for messages: a folder, a jar. */
  String description();
}
