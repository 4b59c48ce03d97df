package dev.showwise.migrate.runner.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Maven with a local repository of its own, so that nothing of this project ends in the user's. What it needs it
 * takes from the local repository of this build and from the distribution, and from nowhere else.
 */
final class OfflineMaven {
  private OfflineMaven() {}

  /** Maven in a folder. */
  static Started in(Path folder, Path java, Object... arguments) throws IOException {
    Path settings = Files.createTempFile("settings", ".xml");
    settings.toFile().deleteOnExit();
    Files.writeString(settings, settings());
    String mvn = "mvn" + (Distribution.isWindows() ? ".cmd" : "");
    Stream<Object> command = Stream.concat(
        Stream.of(
            Path.of(System.getProperty("maven.home"), "bin", mvn),
            "-B",
            "-q",
            "-o",
            "-Daether.offline.protocols=file",
            "-gs",
            settings,
            "-Dmaven.repo.local=" + System.getProperty("it.local.repository")),
        Stream.of(arguments));
    return Started.in(folder, command.toArray()).with("JAVA_HOME", java.toString());
  }

  /** Looks in the local repository of this build first; an archetype is looked for in the distribution, too. */
  private static String settings() {
    String build = repository(
        "this-build",
        Path.of(System.getProperty("build.local.repository")),
        "<enabled>false</enabled>");
    String distribution = repository(
        "showwise-migrate",
        Distribution.home().resolve("repository"),
        "<updatePolicy>always</updatePolicy>");
    return """
        <settings>
          <profiles><profile>
            <id>this-build</id>
            <repositories>
              <repository>%1$s</repository>
              <repository>%2$s</repository>
            </repositories>
            <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>this-build</activeProfile></activeProfiles>
        </settings>
        """.formatted(build, distribution);
  }

  private static String repository(String id, Path folder, String snapshots) {
    return """
        <id>%s</id>
        <url>%s</url>
        <releases><checksumPolicy>ignore</checksumPolicy></releases>
        <snapshots>%s</snapshots>
        """.formatted(id, folder.toUri(), snapshots);
  }
}
