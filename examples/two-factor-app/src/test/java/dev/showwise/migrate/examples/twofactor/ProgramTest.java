package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as people use it, in processes of its own: its log is what a process writes. */
class ProgramTest {
  @TempDir
  Path folder;

  private final Map<String, String> environment = Map.of(KeyRing.VARIABLE, Theatre.KEYS);

  /**
   * What came of one command.
   *
   * @param out what a person sees
   * @param log what the log has, at its finest level
   */
  private record Result(int exit, String out, String log) {
    String secret() {
      Matcher secret = Pattern.compile("secret=([A-Z2-7]{32})&").matcher(out);
      assertThat(secret.find()).as(out).isTrue();
      return secret.group(1);
    }

    List<String> backupCodes() {
      return out.lines()
          .map(String::strip)
          .filter(line -> line.matches("\\w{4}-\\w{4}-\\w{4}"))
          .toList();
    }
  }

  private Result run(String... arguments) throws Exception {
    return run(environment, arguments);
  }

  private Result run(Map<String, String> variables, String... arguments) throws Exception {
    return runAndType("", variables, arguments);
  }

  private Result runAndType(String typed, Map<String, String> variables, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName()));
    command.addAll(Arrays.asList(arguments));
    Path log = Files.createTempFile(folder, "log", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(typed.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, Files.readString(log));
  }

  private static String code(String secret) {
    return new Totp().code(new Base32().decode(secret), Totp.step(Instant.now()));
  }

  @Test
  void secrets_and_codes_are_shown_once_and_are_in_no_log() throws Exception {
    Result migrated = run("migrate");
    assertThat(migrated.out()).contains("2fa (1.0)").contains("two-factor-app:use (1.0)");
    assertThat(run("add-user", "mira").exit()).isZero();
    Result enrolled = run("enrol", "mira", "--png", "mira.png");
    String secret = enrolled.secret();
    Result confirmed = run("confirm", "mira", code(secret));
    List<String> backupCodes = confirmed.backupCodes();
    assertThat(backupCodes).as(confirmed.out() + confirmed.log()).hasSize(10);
    Result wrong = run("log-in", "mira", "AAAA-AAAA-AAAA");
    Result right = run("log-in", "mira", backupCodes.get(0));
    Result asked = runAndType(
        backupCodes.get(1).toLowerCase(Locale.ROOT) + "\n", environment, "log-in", "mira");
    Result replayed = run("log-in", "mira", code(secret));
    Result rotated = run(
        Map.of(KeyRing.VARIABLE, "2:" + SecretVaultTest.key('b') + "," + Theatre.KEYS), "rotate");

    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out()).isEqualTo("Wrong code. Attempts left: 4\n");
    assertThat(wrong.log()).contains("User 1 sent a wrong code, number 1 of 5");
    assertThat(right.out()).isEqualTo("Welcome, mira. Backup codes left: 9\n");
    assertThat(asked.out()).isEqualTo("Code: Welcome, mira. Backup codes left: 8\n");
    assertThat(rotated.out()).isEqualTo("Encrypted anew: 1\n");
    assertThat(Files.getPosixFilePermissions(folder.resolve("mira.png")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    for (Result result :
        List.of(migrated, enrolled, confirmed, wrong, right, asked, replayed, rotated)) {
      assertThat(result.log())
          .doesNotContain(secret)
          .doesNotContain(backupCodes)
          .doesNotContain("gcm1:", "argon2id", Theatre.KEYS.substring(2));
    }
    for (Result result : List.of(confirmed, wrong, right, replayed, rotated)) {
      assertThat(result.out()).doesNotContain(secret);
    }
  }

  @Test
  void rotate_names_who_is_left_and_says_what_to_do() throws Exception {
    run("add-user", "mira");
    run("add-user", "tom");
    run("enrol", "mira");
    run("enrol", "tom");
    new Transactions(Database.at(folder.resolve("theatre.db").toString()))
        .run(statements ->
            statements.replaceSecret(statements.find(1).orElseThrow(), "GEZDGNBVGY3TQOJQ"));

    Result result = run(
        Map.of(KeyRing.VARIABLE, "2:" + SecretVaultTest.key('b') + "," + Theatre.KEYS), "rotate");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).isEqualTo("Encrypted anew: 1\n");
    assertThat(result.log()).contains("""
            Not encrypted anew, and as before: 1
              mira: The secret of user 1 was not encrypted by this application. Delete the user's \
            row in two_factor_auth and let the user enrol again.
            Keep the old key until each of them is dealt with and rotate says nothing more than \
            how many it did.
            """).doesNotContain("GEZDGNBVGY3TQOJQ");
  }

  @Test
  void without_a_key_nothing_is_done_and_one_is_asked_for() throws Exception {
    run("add-user", "mira");

    Result result = run(Map.of(KeyRing.VARIABLE, ""), "enrol", "mira");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.log())
        .contains("SHOWWISE_2FA_KEYS is not VERSION:KEY")
        .doesNotContain("\tat ");
  }
}
