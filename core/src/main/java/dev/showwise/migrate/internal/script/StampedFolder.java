package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;

/** A folder that tells whether a file was changed without reading it. */
interface StampedFolder extends ScriptFolder {
  /** What changes whenever the file does. */
  FileStamp stamp(String file) throws IOException;
}
