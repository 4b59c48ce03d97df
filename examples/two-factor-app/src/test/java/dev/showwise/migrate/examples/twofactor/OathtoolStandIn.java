package dev.showwise.migrate.examples.twofactor;

import java.time.Instant;
import java.util.List;
import org.apache.commons.codec.binary.Base32;

/** Takes oathtool's place where that is not installed: as much of it as the README uses. */
final class OathtoolStandIn {
  private OathtoolStandIn() {}

  public static void main(String... arguments) {
    List<String> given = List.of(arguments);
    int ahead = given.contains("--now") ? 1 : 0;
    byte[] secret = new Base32().decode(given.get(given.size() - 1));
    System.out.println(new Totp().code(secret, Totp.step(Instant.now()) + ahead));
  }
}
