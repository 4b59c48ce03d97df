package dev.showwise.migrate.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Debian packages have installed on this machine. */
final class DebianFiles {
  /** Where servers are; not on the path of ordinary users. */
  private static final List<String> FOR_ADMINISTRATORS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  private DebianFiles() {}

  /**
   * Something that a server needs.
   *
   * @param file a program's name, or the path of anything else
   * @param fromPackage the Debian package that has it
   */
  record Needed(String file, String fromPackage) {
    Optional<Path> find() {
      return file.startsWith("/")
          ? Optional.of(Path.of(file)).filter(Files::exists)
          : folders().stream()
              .map(folder -> Path.of(folder, file))
              .filter(Files::isExecutable)
              .findFirst();
    }
  }

  /** Where something is that is known to be there. */
  static Path path(Needed needed) {
    return needed
        .find()
        .orElseThrow(() -> new ServerException(
            needed.file() + " is gone; Debian: apt-get install " + needed.fromPackage(), null));
  }

  /** What is not there, and the packages that would bring it; empty if all is. */
  static Optional<String> missing(List<Needed> all) {
    List<Needed> missing =
        all.stream().filter(needed -> needed.find().isEmpty()).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String files = missing.stream().map(Needed::file).collect(Collectors.joining(", "));
    String packages =
        missing.stream().map(Needed::fromPackage).distinct().collect(Collectors.joining(" "));
    return Optional.of("the system lacks " + files + " (Debian: apt-get install " + packages + ")");
  }

  /**
   * Why a server of Debian's packages cannot run here.
   *
   * @param what the server, as a sentence begins with it
   * @param needed what it needs of the machine
   * @param disguise how it is to be run; empty if there is no way
   * @param noDisguise the reason that there is none
   */
  static Optional<String> unavailableBecause(
      String what, List<Needed> needed, Optional<Disguise> disguise, String noDisguise) {
    return reason(needed, disguise, noDisguise).map(reason -> what + " cannot run here: " + reason);
  }

  private static Optional<String> reason(
      List<Needed> needed, Optional<Disguise> disguise, String noDisguise) {
    String system = System.getProperty("os.name", "");
    if (!system.equals("Linux")) {
      return Optional.of("it needs Linux, this is " + system);
    }
    Optional<String> missing = missing(needed);
    if (missing.isPresent()) {
      return missing;
    }
    if (disguise.isEmpty()) {
      return Optional.of(noDisguise);
    }
    try {
      Path base = Workspace.get().base();
      return disguise.get().canRun(base)
          ? Optional.empty()
          : Optional.of("the user it runs as, who is not root, cannot reach " + base
              + "; set java.io.tmpdir to a folder that is open to all");
    } catch (IOException e) {
      // not a property of the machine but a failure
      throw new ServerException("no folder for test servers: " + e.getMessage(), e);
    }
  }

  private static List<String> folders() {
    var folders = new ArrayList<String>();
    String path = System.getenv("PATH");
    if (path != null) {
      folders.addAll(List.of(path.split(":")));
    }
    folders.addAll(FOR_ADMINISTRATORS);
    return folders;
  }
}
