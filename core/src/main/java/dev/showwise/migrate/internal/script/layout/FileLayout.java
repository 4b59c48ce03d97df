package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptFolder;
import dev.showwise.migrate.spi.ScriptLayout;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A layout in which a file, by its name, is a script or no script. */
abstract class FileLayout implements ScriptLayout {
  private final String name;
  private final Depth depth;

  /** Where a tool looks for scripts. */
  enum Depth {
    /** In the folder alone. */
    FLAT,
    /** In its sub-folders, too. */
    DEEP
  }

  FileLayout(String name, Depth depth) {
    this.name = name;
    this.depth = depth;
  }

  @Override
  public final String name() {
    return name;
  }

  /** What the files of this layout are called, for people. */
  abstract String shape();

  /** Whether a script can be nothing else by its name; the content is looked at later. */
  abstract boolean isDistinctive(String baseName);

  /** Adds what a script is; false if it is none of this layout. */
  abstract boolean add(Draft draft, ScriptFolder folder, String file) throws IOException;

  /** Whether a file is no script, and belongs to one. */
  boolean isAside(String file) {
    return false;
  }

  /**
   * Whether the tool itself passes by a file that does not fit, and nothing in its name says that it was
   * meant to be a migration. It is told in the log then, and is no error.
   */
  boolean isPassedBy(String baseName) {
    return false;
  }

  /** What to say of a file that does not fit, if there is more to say than that; else empty. */
  String hint(String baseName) {
    return "";
  }

  @Override
  public Optional<String> recognises(ScriptFolder folder) throws IOException {
    for (String file : FolderFiles.scripts(folder)) {
      if (isInDepth(file) && isDistinctive(FolderFiles.baseName(file))) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Whether a file is where this layout has scripts. */
  final boolean isInDepth(String file) {
    return depth == Depth.DEEP || file.indexOf('/') < 0;
  }

  @Override
  public List<ScriptDescription> read(ScriptFolder folder) throws IOException {
    Draft draft = new Draft(folder);
    for (String file : folder.files()) {
      boolean isTaken = isInDepth(file) && FolderFiles.isScript(file) && add(draft, folder, file);
      if (!isTaken && !isAside(file) && FolderFiles.mayBeMigration(file)) {
        if (isPassedBy(FolderFiles.baseName(file))) {
          Log.LOGGER.warn("{}: {} is passed by, since it {}", folder.description(), file, called());
        } else {
          draft.fault(file, stray(file));
        }
      }
    }
    return draft.finish();
  }

  private String called() {
    return "is not called as scripts of the layout '" + name + "' are: " + shape() + ".";
  }

  private String stray(String file) {
    String hint = hint(FolderFiles.baseName(file));
    if (!hint.isEmpty()) {
      return hint;
    }
    return isInDepth(file)
        ? called() + " Rename it, move it out of the folder, or name another layout."
        : "is in a sub-folder, and the layout '" + name
            + "' has none. Move it, or name the sub-folder as a folder of scripts.";
  }

  /** Loaded only when there is something to say. */
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("dev.showwise.migrate");
  }
}
