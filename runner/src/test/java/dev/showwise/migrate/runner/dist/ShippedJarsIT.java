package dev.showwise.migrate.runner.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What others made and we give away is what {@code docs/dependencies.md} says, byte for byte. */
class ShippedJarsIT {
  private static final Pattern ROW = Pattern.compile(
      "\\| `([^`]+)` \\| ([^ |]+) \\| ([^|]*[^ |][^|]*) \\|[^|]*\\| `([0-9a-f]{64})` \\|");
  private static final Pattern OWN = Pattern.compile("showwise-migrate-.*\\.jar");

  /** File names and sums. */
  private static Map<String, String> allowed() throws IOException {
    Map<String, String> allowed = new TreeMap<>();
    Path page = Path.of(System.getProperty("project.root"), "docs", "dependencies.md");
    for (String line : Files.readAllLines(page)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        allowed.put(row.group(1) + "-" + row.group(2) + ".jar", row.group(4));
      }
    }
    return allowed;
  }

  private static String sumOf(InputStream content) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream in = new DigestInputStream(content, digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOfOthers(Path jar) {
    String name = jar.getFileName().toString();
    // what whoever builds dropped in is theirs
    boolean isDroppedIn = jar.toAbsolutePath().getParent().endsWith("migrations");
    return name.endsWith(".jar") && !isDroppedIn && !OWN.matcher(name).matches();
  }

  @Test
  void the_folder_has_what_the_page_lists_and_nothing_else() throws IOException {
    Map<String, String> shipped = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Distribution.home())) {
      for (Path jar : files.filter(ShippedJarsIT::isOfOthers).toList()) {
        shipped.put(jar.getFileName().toString(), sumOf(Files.newInputStream(jar)));
      }
    }
    assertThat(shipped).isEqualTo(allowed()).isNotEmpty();
  }

  @Test
  void so_does_the_archive() throws IOException {
    String name = Distribution.home().getFileName() + "-distribution.zip";
    Map<String, String> shipped = new TreeMap<>();
    try (ZipFile archive = new ZipFile(Distribution.home().resolveSibling(name).toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        Path jar = Path.of(entry.getName());
        if (isOfOthers(jar)) {
          shipped.put(jar.getFileName().toString(), sumOf(archive.getInputStream(entry)));
        }
      }
    }
    assertThat(shipped).isEqualTo(allowed()).isNotEmpty();
  }
}
