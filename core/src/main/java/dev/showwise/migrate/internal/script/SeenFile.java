package dev.showwise.migrate.internal.script;

import dev.showwise.migrate.spi.ScriptFolder;
import java.io.IOException;

/**
 * What a file was when its folder was read.
 *
 * @param file which one
 * @param sha256 of all its bytes
 * @param stamp by which a later change shows
 */
record SeenFile(String file, String sha256, FileStamp stamp) {

  /** Whether it is that still, as far as that can be seen without reading it. */
  boolean isSame(ScriptFolder folder) {
    try {
      return folder instanceof StampedFolder stamped && stamped.stamp(file).isSame(stamp);
    } catch (IOException e) {
      // whoever reads it finds out why it cannot be
      return false;
    }
  }
}
