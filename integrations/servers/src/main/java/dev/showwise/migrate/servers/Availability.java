package dev.showwise.migrate.servers;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a kind of server can run on this machine, and what it needs for that. */
final class Availability {
  /** The Debian packages of those libraries that a minimal machine lacks. */
  private static final Map<String, String> PACKAGES =
      Map.of("libaio.so.1", "libaio1", "libnuma.so.1", "libnuma1");

  /** What a machine is does not change under a JVM, and asking takes a while. */
  private static final Map<ServerKind, Availability> KNOWN = new ConcurrentHashMap<>();

  private final @Nullable String reason;
  private final Disguise disguise;
  private final @Nullable Path home;

  private Availability(@Nullable String reason, Disguise disguise, @Nullable Path home) {
    this.reason = reason;
    this.disguise = disguise;
    this.home = home;
  }

  static Availability of(ServerKind kind) {
    return KNOWN.computeIfAbsent(kind, Availability::find);
  }

  Optional<String> unavailableBecause() {
    return Optional.ofNullable(reason);
  }

  Disguise disguise() {
    return disguise;
  }

  /** Where the server is unpacked. */
  Path home() {
    if (home == null) {
      throw new IllegalStateException(String.valueOf(reason));
    }
    return home;
  }

  private static Availability find(ServerKind kind) {
    String machine = System.getProperty("os.name", "") + " on " + System.getProperty("os.arch", "");
    if (!machine.equals("Linux on amd64")) {
      return not(kind, "the jar is for Linux on amd64, this is " + machine);
    }
    URL resource = Availability.class.getClassLoader().getResource(kind.resource());
    if (resource == null) {
      return not(kind, kind.resource() + " is not on the class path; add " + kind.artifact());
    }
    Optional<Disguise> disguise = Disguise.find(Recipe.of(kind).needsOrdinaryUser());
    if (disguise.isEmpty()) {
      return not(
          kind,
          "it does not run as uid " + CurrentUser.uid()
              + ", and neither unshare nor setpriv (Debian: util-linux) may make it another");
    }
    try {
      Path home = Installation.of(kind, resource, Workspace.get().base()).home();
      Path program = home.resolve(kind.program());
      if (!disguise.get().canRun(program)) {
        return not(
            kind,
            "the user it runs as, who is not root, cannot reach " + program
                + "; set java.io.tmpdir to a folder that is open to all");
      }
      return missingLibraries(Commands.run(List.of("ldd", program.toString())).output())
          .map(missing -> not(kind, missing))
          .orElseGet(() -> new Availability(null, disguise.get(), home));
    } catch (IOException e) {
      // not a property of the machine but a failure: full disk, broken jar
      throw new ServerException(kind.product() + " could not be unpacked: " + e.getMessage(), e);
    }
  }

  /** What the system lacks by the word of {@code ldd}; without that command, nothing. */
  static Optional<String> missingLibraries(String ldd) {
    List<String> missing = ldd.lines()
        .filter(line -> line.endsWith("=> not found"))
        .map(line -> line.strip().split(" ", 2)[0])
        .distinct()
        .toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String packages = missing.stream()
        .filter(PACKAGES::containsKey)
        .map(PACKAGES::get)
        .collect(Collectors.joining(" "));
    return Optional.of("the system lacks " + String.join(", ", missing)
        + (packages.isEmpty() ? "" : " (Debian: apt-get install " + packages + ")"));
  }

  private static Availability not(ServerKind kind, String reason) {
    return new Availability(kind.product() + " cannot run here: " + reason, Disguise.NONE, null);
  }
}
