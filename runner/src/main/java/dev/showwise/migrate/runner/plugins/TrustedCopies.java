package dev.showwise.migrate.runner.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Copies of the jars, in a folder that nobody else can write to: what was checked is what is loaded, even if
 * somebody changes a jar in between.
 */
final class TrustedCopies {
  private final TrustList list;
  private final List<Path> made = new ArrayList<>();

  TrustedCopies(TrustList list) {
    this.list = list;
  }

  /**
   * The copy of a jar.
   *
   * @param faults gets a word if the list does not have it; then nothing of it must be loaded
   */
  Path of(Path jar, List<String> faults) {
    try {
      Path folder = Files.createTempDirectory("showwise-migrate-jar-");
      remember(folder);
      Path copy = folder.resolve(jar.getFileName().toString());
      remember(copy);
      String sum = copy(jar, copy);
      if (!list.trusts(sum)) {
        faults.add(jar + " is not trusted: " + list.file()
            + " does not have its SHA-256. None of its"
            + " classes was loaded. If you know where it comes from, add the line: " + sum + "  "
            + jar.getFileName());
      } else if (namesOthers(copy)) {
        faults.add(
            jar + " names further jars in its manifest (Class-Path), which no list can vouch for."
                + " Have it built without.");
      }
      return copy;
    } catch (IOException e) {
      faults.add(jar + " cannot be checked: " + e + ".");
      return jar;
    }
  }

  private void remember(Path path) {
    made.add(path);
    // a signal may end the process before anybody comes to close this; the last one goes first
    path.toFile().deleteOnExit();
  }

  private static String copy(Path from, Path to) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    try (InputStream in = Files.newInputStream(from);
        OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean namesOthers(Path copy) throws IOException {
    try (JarFile jar = new JarFile(copy.toFile())) {
      Manifest manifest = jar.getManifest();
      return manifest != null
          && manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH);
    }
  }

  void delete() throws IOException {
    Collections.reverse(made);
    for (Path path : made) {
      Files.deleteIfExists(path);
    }
    made.clear();
  }
}
