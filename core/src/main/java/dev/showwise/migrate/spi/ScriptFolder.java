package dev.showwise.migrate.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A folder of SQL scripts, wherever it is: on disk, in a jar. Safe for use by several threads. */
public interface ScriptFolder {

  /** Where it is, for messages. */
  String description();

  /**
   * The files in it and in its sub-folders, as paths from here with {@code /} between folders, in the
   * order of their names. The same list at every call.
   */
  List<String> files();

  /**
   * Opens a file; whoever asked closes it.
   *
   * @param file one of {@link #files}
   * @throws IOException if it cannot be read
   */
  InputStream open(String file) throws IOException;
}
