package dev.showwise.migrate.examples.twofactor;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A process of its own that logs in with each code it is given, and says what came of it. Arguments: the
 * database, the user, the time.
 */
final class RacingLogIns {
  private RacingLogIns() {}

  public static void main(String... arguments) throws Exception {
    TwoFactor twoFactor = new TwoFactor(
        Database.at(arguments[0]),
        KeyRing.parse(Theatre.KEYS),
        Clock.fixed(Instant.parse(arguments[2]), ZoneOffset.UTC),
        Theatre.QUICK);
    BufferedReader codes =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String code = codes.readLine(); code != null; code = codes.readLine()) {
      System.out.println(twoFactor.logIn(arguments[1], code).getClass().getSimpleName());
    }
  }
}
