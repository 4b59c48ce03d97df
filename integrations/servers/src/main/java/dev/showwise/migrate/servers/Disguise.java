package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a program that refuses root is run by root. In a user namespace of its own the kernel shows it
 * another uid, while files stay what they are. Where such namespaces are forbidden, as containers
 * often have it, it runs as nobody, who is given the data folder. What a Debian package has made a
 * user for can run as that one.
 */
enum Disguise {
  NONE("", ""),
  NAMESPACE("unshare --user", ""),
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups", "65534:65534"),
  MYSQL("setpriv --reuid=mysql --regid=mysql --init-groups", "mysql:mysql");

  private final String words;

  /** Whose the folders must be, as {@code chown} wants it; empty if they may stay as they are. */
  private final String owner;

  Disguise(String words, String owner) {
    this.words = words;
    this.owner = owner;
  }

  /** The one that works here; empty if none does. */
  static Optional<Disguise> find(boolean needsOrdinaryUser) {
    if (!needsOrdinaryUser || (!CurrentUser.isRoot() && CurrentUser.hasName())) {
      return Optional.of(NONE);
    }
    // a uid without a name gets one in the namespace, too
    if (NAMESPACE.works()) {
      return Optional.of(NAMESPACE);
    }
    return CurrentUser.isRoot() && NOBODY.works() ? Optional.of(NOBODY) : Optional.empty();
  }

  /** What to put before a command. */
  List<String> prefix() {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  /** Whether the disguised user can run a program; folders above it may be closed to him. */
  boolean canRun(Path program) {
    return Commands.run(with("test", "-x", program.toString())).ok();
  }

  /** Hands a folder to the disguised user. */
  void give(Path folder) throws IOException {
    if (!owner.isEmpty()) {
      var outcome = Commands.run(List.of("chown", owner, folder.toString()));
      if (!outcome.ok()) {
        throw new IOException(
            "could not give " + folder + " to " + owner + ": " + outcome.output());
      }
    }
  }

  /** Whether this machine and its users allow it. */
  boolean works() {
    return Commands.run(with("true")).ok();
  }

  private List<String> with(String... command) {
    var all = new ArrayList<>(prefix());
    all.addAll(List.of(command));
    return all;
  }
}
