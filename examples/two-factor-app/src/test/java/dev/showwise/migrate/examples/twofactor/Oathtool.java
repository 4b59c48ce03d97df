package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The program of the OATH Toolkit, which others have written: codes are compared with it where it is installed. */
final class Oathtool {
  private Oathtool() {}

  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "oathtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The code for a secret in Base32; skips the test where there is no oathtool. */
  static String code(String secret, Instant then) throws Exception {
    Optional<Path> program = installed();
    assumeTrue(
        program.isPresent(), "oathtool is not installed: only the RFCs' vectors are compared");
    Process process = new ProcessBuilder(
            program.get().toString(),
            "--totp",
            "--base32",
            "--now=@" + then.getEpochSecond(),
            secret)
        .redirectErrorStream(true)
        .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
