package dev.showwise.migrate.spi;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A way in which people put SQL scripts into a folder: how files are called, and what is written in them
 * for the tool that runs them. Stateless and safe for use by several threads. The built-in ones are asked
 * together with those that {@link java.util.ServiceLoader} finds.
 */
public interface ScriptLayout {

  /** What people name it by: {@code flyway}. Lower case. */
  String name();

  /**
   * Whether a folder has the shape of this layout. It says yes if one file can be nothing else, whatever
   * the others are, so that a folder of two kinds is noticed; what does not fit is named by {@link #read}.
   *
   * @return the file by which it was recognised; empty if it is not of this layout
   * @throws IOException if a file cannot be read
   */
  Optional<String> recognises(ScriptFolder folder) throws IOException;

  /**
   * What the folder has: which scripts there are, and which lines of which files belong to them. Reads no
   * more of the files than that needs.
   *
   * @return in any order
   * @throws InvalidCatalog if a file does not fit, naming every one that does not; nothing that may be a
   *     script is skipped in silence
   * @throws IOException if a file cannot be read
   */
  List<ScriptDescription> read(ScriptFolder folder) throws IOException;
}
