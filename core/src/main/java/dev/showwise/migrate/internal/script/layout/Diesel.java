package dev.showwise.migrate.internal.script.layout;

import dev.showwise.migrate.spi.ScriptDescription;
import dev.showwise.migrate.spi.ScriptDescription.Kind;
import dev.showwise.migrate.spi.ScriptDescription.Part;
import dev.showwise.migrate.spi.ScriptDescription.Role;
import dev.showwise.migrate.spi.ScriptDescription.Transaction;
import dev.showwise.migrate.spi.ScriptFolder;
import dev.showwise.migrate.spi.ScriptLayout;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Diesel's: a folder for each migration, {@code 2024-01-01-000000_name}, with {@code up.sql}, {@code
 * down.sql}, and {@code metadata.toml} that may say {@code run_in_transaction = false}.
 */
final class Diesel implements ScriptLayout {
  /** Compiled when a name comes that may fit. */
  private static final class Names {
    static final Pattern FOLDER = Pattern.compile("(?<version>\\d[\\d-]*)_(?<title>[^/]+)");
    static final Pattern TRANSACTION =
        Pattern.compile("\\s*run_in_transaction\\s*=\\s*(\\w+)\\s*(#.*)?");
  }

  private static final String METADATA = "metadata.toml";

  @Override
  public String name() {
    return "diesel";
  }

  @Override
  public Optional<String> recognises(ScriptFolder folder) {
    for (String file : folder.files()) {
      if (isIn(file, "up.sql")) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static boolean isIn(String file, String name) {
    return FolderFiles.baseName(file).equals(name)
        && Names.FOLDER.matcher(FolderFiles.parent(file)).matches();
  }

  @Override
  public List<ScriptDescription> read(ScriptFolder folder) throws IOException {
    Draft draft = new Draft(folder);
    for (String file : folder.files()) {
      if (isIn(file, "up.sql")) {
        add(draft, folder, file, Role.UP);
      } else if (isIn(file, "down.sql")) {
        add(draft, folder, file, Role.DOWN);
      } else if (FolderFiles.mayBeMigration(file)) {
        draft.fault(
            file,
            "is neither up.sql nor down.sql in a folder called as 2024-01-01-000000_create_seats, which"
                + " the layout 'diesel' wants. Rename it, move it away, or name another layout.");
      }
    }
    return draft.finish();
  }

  private static void add(Draft draft, ScriptFolder folder, String file, Role role)
      throws IOException {
    String parent = FolderFiles.parent(file);
    Matcher name = Names.FOLDER.matcher(parent);
    if (name.matches()) {
      draft.add(
          draft.version(name.group("version").replace("-", ""), file),
          parent,
          name.group("title"),
          Kind.ONCE,
          Part.whole(role, "", file).with(transaction(draft, folder, parent)));
    }
  }

  private static Transaction transaction(Draft draft, ScriptFolder folder, String parent)
      throws IOException {
    String file = parent + "/" + METADATA;
    if (!draft.hasFile(file)) {
      return Transaction.WHERE_POSSIBLE;
    }
    Transaction transaction = Transaction.WHERE_POSSIBLE;
    try (Lines lines = Lines.of(folder, file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        Matcher setting = Names.TRANSACTION.matcher(line);
        if (setting.matches()) {
          transaction =
              setting.group(1).equals("false") ? Transaction.NEVER : Transaction.WHERE_POSSIBLE;
        } else if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
          draft.fault(
              file + ", line " + lines.number(),
              "is not understood; known is run_in_transaction = false.");
        }
      }
    }
    return transaction;
  }
}
