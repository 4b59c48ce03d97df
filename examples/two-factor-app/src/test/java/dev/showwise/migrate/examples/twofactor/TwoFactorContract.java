package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.examples.twofactor.Theatre.User;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see, and what is in the database then. */
abstract class TwoFactorContract {
  private Theatre theatre;
  private TwoFactor twoFactor;

  abstract DataSource newDatabase() throws Exception;

  /** Each is worth ten rounds. */
  int enrolmentsInTheRace() {
    return 10;
  }

  @BeforeEach
  void a_theatre_with_two_users() throws Exception {
    theatre = new Theatre(newDatabase());
    theatre.addUsers("mira", "tom");
    twoFactor = theatre.twoFactor;
  }

  @Test
  void enrol_confirm_log_in_disable_and_enrol_again() throws Exception {
    User mira = theatre.enrolled("mira");
    assertThat(mira.backupCodes()).hasSize(10);
    assertThat(twoFactor.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());

    theatre.nextStep();
    assertThat(twoFactor.disable("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());
    assertThat(column("SELECT COUNT(*) FROM two_factor_auth")).isEqualTo("0");
    assertThatThrownBy(() -> twoFactor.logIn("mira", theatre.code(mira)))
        .hasMessage("User 1 has not enrolled.");

    // in the same time step as the last code: with another secret it is no repetition
    User again = theatre.enrolled("mira");
    assertThat(again.enrolment().secret()).isNotEqualTo(mira.enrolment().secret());
    assertThat(twoFactor.logIn("mira", theatre.code(again))).isEqualTo(new Verdict.Accepted());
  }

  @Test
  void the_columns_are_used_as_the_guide_has_them() throws Exception {
    User mira = theatre.enrolled("mira");

    assertThat(column("SELECT secret FROM two_factor_auth"))
        .startsWith("gcm1:1:")
        .doesNotContain(mira.enrolment().secret());
    assertThat(BackupCodes.read(column("SELECT backup_codes FROM two_factor_auth")))
        .hasSize(10)
        .allMatch(hash -> hash.startsWith("$argon2id$"));
    assertThat(
            column("SELECT COUNT(*) FROM two_factor_auth WHERE enabled AND created_at IS NOT NULL"))
        .isEqualTo("1");
  }

  @Test
  void an_enrolment_that_was_not_confirmed_lets_nobody_in_and_may_begin_anew() {
    User first = new User(twoFactor.enrol("mira"), List.of());
    assertThatThrownBy(() -> twoFactor.logIn("mira", theatre.code(first)))
        .hasMessage("User 1 has not confirmed the enrolment yet.");

    User second = new User(twoFactor.enrol("mira"), List.of());
    assertThat(twoFactor.confirm("mira", theatre.code(first))).isEqualTo(new Verdict.Wrong(4));
    assertThat(twoFactor.confirm("mira", theatre.code(second)))
        .isInstanceOf(Verdict.Confirmed.class);
  }

  @Test
  void who_has_it_cannot_enrol_or_confirm_again() {
    User mira = theatre.enrolled("mira");

    assertThatThrownBy(() -> twoFactor.enrol("mira"))
        .hasMessage("mira has two-factor authentication already. Disable it first, with a code.");
    assertThatThrownBy(() -> twoFactor.confirm("mira", theatre.code(mira)))
        .hasMessage("User 1 has two-factor authentication already.");
    assertThatThrownBy(() -> twoFactor.enrol("lea")).hasMessage("There is no user lea.");
  }

  @Test
  void disabling_needs_a_code() throws Exception {
    User mira = theatre.enrolled("mira");

    assertThat(twoFactor.disable("mira", theatre.wrongCode(mira))).isEqualTo(new Verdict.Wrong(4));
    assertThat(column("SELECT COUNT(*) FROM two_factor_auth")).isEqualTo("1");
    assertThat(twoFactor.disable("mira", mira.backupCodes().get(9)))
        .isEqualTo(new Verdict.AcceptedBackupCode(9));
    assertThat(column("SELECT COUNT(*) FROM two_factor_auth")).isEqualTo("0");
  }

  @Test
  void a_code_is_good_for_one_log_in_and_so_are_those_before_it() {
    User mira = theatre.enrolled("mira");
    String before = theatre.code(mira);
    theatre.nextStep();
    String code = theatre.code(mira);

    assertThat(twoFactor.logIn("mira", code)).isEqualTo(new Verdict.Accepted());
    assertThat(twoFactor.logIn("mira", code)).isEqualTo(new Verdict.UsedBefore());
    assertThat(twoFactor.logIn("mira", before)).isEqualTo(new Verdict.UsedBefore());
    theatre.nextStep();
    assertThat(twoFactor.logIn("mira", code)).isEqualTo(new Verdict.UsedBefore());
    assertThat(twoFactor.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());
  }

  @Test
  void the_code_that_confirmed_is_used_up() {
    User mira = new User(twoFactor.enrol("mira"), List.of());
    String code = theatre.code(mira);

    assertThat(twoFactor.confirm("mira", code)).isInstanceOf(Verdict.Confirmed.class);
    assertThat(twoFactor.logIn("mira", code)).isEqualTo(new Verdict.UsedBefore());
  }

  @Test
  void a_code_of_another_user_is_wrong() {
    theatre.enrolled("mira");
    User tom = theatre.enrolled("tom");

    assertThat(twoFactor.logIn("mira", theatre.code(tom))).isEqualTo(new Verdict.Wrong(4));
    assertThat(twoFactor.logIn("mira", tom.backupCodes().get(0))).isEqualTo(new Verdict.Wrong(3));
  }

  @Test
  void a_secret_that_is_copied_to_another_user_lets_nobody_in() throws Exception {
    theatre.enrolled("mira");
    User tom = theatre.enrolled("tom");
    execute("UPDATE two_factor_auth SET secret ="
        + " (SELECT secret FROM two_factor_auth WHERE user_id = 2) WHERE user_id = 1");

    assertThatThrownBy(() -> twoFactor.logIn("mira", theatre.code(tom)))
        .hasMessageContaining("user 1 does not decrypt with key 1");
  }

  @Test
  void each_backup_code_is_good_for_one_use() {
    User mira = theatre.enrolled("mira");
    String code = mira.backupCodes().get(3);

    assertThat(twoFactor.logIn("mira", code)).isEqualTo(new Verdict.AcceptedBackupCode(9));
    assertThat(twoFactor.logIn("mira", code)).isEqualTo(new Verdict.Wrong(4));
    assertThat(twoFactor.logIn("mira", mira.backupCodes().get(4)))
        .isEqualTo(new Verdict.AcceptedBackupCode(8));
  }

  @Test
  void five_wrong_codes_lock_out_for_a_quarter_of_an_hour_even_with_the_right_one() {
    User mira = theatre.enrolled("mira");
    User tom = theatre.enrolled("tom");
    Instant end = theatre.instant().plus(Duration.ofMinutes(15));

    for (int left = 4; left >= 0; left--) {
      assertThat(twoFactor.logIn("mira", theatre.wrongCode(mira)))
          .isEqualTo(new Verdict.Wrong(left));
    }
    assertThat(twoFactor.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.LockedOut(end));
    assertThat(twoFactor.logIn("mira", mira.backupCodes().get(0)))
        .isEqualTo(new Verdict.LockedOut(end));
    assertThat(twoFactor.disable("mira", theatre.code(mira))).isEqualTo(new Verdict.LockedOut(end));
    assertThat(twoFactor.logIn("tom", theatre.code(tom))).isEqualTo(new Verdict.Accepted());

    theatre.pass(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(twoFactor.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.LockedOut(end));
    theatre.pass(Duration.ofSeconds(1));
    assertThat(twoFactor.logIn("mira", theatre.wrongCode(mira))).isEqualTo(new Verdict.Wrong(4));
    assertThat(twoFactor.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());
  }

  @Test
  void a_right_code_forgives_the_wrong_ones() {
    User mira = theatre.enrolled("mira");
    for (int i = 0; i < 4; i++) {
      twoFactor.logIn("mira", theatre.wrongCode(mira));
    }

    assertThat(twoFactor.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());
    assertThat(twoFactor.logIn("mira", theatre.wrongCode(mira))).isEqualTo(new Verdict.Wrong(4));
  }

  @Test
  void a_key_is_rotated_and_the_old_one_goes() throws Exception {
    User mira = theatre.enrolled("mira");
    User tom = theatre.enrolled("tom");
    String newKey = "2:" + SecretVaultTest.key('b');
    TwoFactor both = theatre.withKeys(newKey + "," + Theatre.KEYS);

    assertThat(both.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());
    assertThat(both.rotate()).isEqualTo(new Rotation(2, List.of()));
    assertThat(both.rotate()).isEqualTo(new Rotation(0, List.of()));

    theatre.nextStep();
    TwoFactor newOnly = theatre.withKeys(newKey);
    assertThat(newOnly.logIn("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());
    assertThat(newOnly.logIn("tom", tom.backupCodes().get(0)))
        .isEqualTo(new Verdict.AcceptedBackupCode(9));
    assertThatThrownBy(() -> twoFactor.logIn("tom", theatre.code(tom)))
        .hasMessageContaining("encrypted with key 2, which is not in SHOWWISE_2FA_KEYS");
  }

  @Test
  void a_secret_that_cannot_be_read_keeps_nobody_else_from_the_new_key() throws Exception {
    theatre.addUsers("lea", "ada");
    theatre.enrolled("mira");
    User tom = theatre.enrolled("tom");
    theatre.enrolled("lea");
    User ada = theatre.enrolled("ada");
    execute("UPDATE two_factor_auth SET secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'"
        + " WHERE user_id = 1");
    execute("UPDATE two_factor_auth SET secret = 'gcm1:9:AAAA' WHERE user_id = 3");
    String newKey = "2:" + SecretVaultTest.key('b');

    Rotation rotation = theatre.withKeys(newKey + "," + Theatre.KEYS).rotate();

    assertThat(rotation)
        .isEqualTo(new Rotation(
            2,
            List.of(
                new Rotation.Left(
                    "mira",
                    "The secret of user 1 was not encrypted by this application. Delete the"
                        + " user's row in two_factor_auth and let the user enrol again."),
                new Rotation.Left(
                    "lea",
                    "The secret of user 3 was encrypted with key 9, which is not in"
                        + " SHOWWISE_2FA_KEYS. Add it after the key that is there."))));
    TwoFactor newOnly = theatre.withKeys(newKey);
    assertThat(newOnly.logIn("tom", theatre.code(tom))).isEqualTo(new Verdict.Accepted());
    assertThat(newOnly.logIn("ada", theatre.code(ada))).isEqualTo(new Verdict.Accepted());
    assertThat(column("SELECT secret FROM two_factor_auth WHERE user_id = 1"))
        .isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(column("SELECT secret FROM two_factor_auth WHERE user_id = 3"))
        .isEqualTo("gcm1:9:AAAA");
  }

  @Test
  void of_two_log_ins_with_one_code_one_wins_100_times() throws Exception {
    User mira = theatre.enrolled("mira");
    for (int round = 0; round < 100; round++) {
      String code = theatre.code(mira);
      assertThat(race(2, () -> twoFactor.logIn("mira", code)))
          .as("round %d", round)
          .containsExactlyInAnyOrder(new Verdict.Accepted(), new Verdict.UsedBefore());
      theatre.nextStep();
    }
  }

  @Test
  void of_two_log_ins_with_one_backup_code_one_wins_each_time() throws Exception {
    for (int enrolment = 0; enrolment < enrolmentsInTheRace(); enrolment++) {
      User mira = theatre.enrolled("mira");
      for (String code : mira.backupCodes()) {
        List<Verdict> verdicts = race(2, () -> twoFactor.logIn("mira", code));

        assertThat(verdicts)
            .as(code)
            .hasSize(2)
            .filteredOn(Verdict.AcceptedBackupCode.class::isInstance)
            .hasSize(1);
      }
      assertThat(column("SELECT backup_codes FROM two_factor_auth")).isEqualTo("[]");
      assertThat(twoFactor.disable("mira", theatre.code(mira))).isEqualTo(new Verdict.Accepted());
      theatre.nextStep();
    }
  }

  @Test
  void two_different_backup_codes_at_once_are_both_good_and_both_gone() throws Exception {
    User mira = theatre.enrolled("mira");
    List<Callable<Verdict>> logIns = mira.backupCodes().subList(0, 4).stream()
        .map(code -> (Callable<Verdict>) () -> twoFactor.logIn("mira", code))
        .toList();

    assertThat(race(logIns))
        .containsExactlyInAnyOrder(
            new Verdict.AcceptedBackupCode(9),
            new Verdict.AcceptedBackupCode(8),
            new Verdict.AcceptedBackupCode(7),
            new Verdict.AcceptedBackupCode(6));
  }

  @Test
  void twenty_wrong_codes_at_once_are_no_more_than_five_attempts() throws Exception {
    User mira = theatre.enrolled("mira");
    String wrong = theatre.wrongCode(mira);

    List<Verdict> verdicts = race(20, () -> twoFactor.logIn("mira", wrong));

    assertThat(verdicts).filteredOn(Verdict.Wrong.class::isInstance).hasSize(5);
    assertThat(verdicts).filteredOn(Verdict.LockedOut.class::isInstance).hasSize(15);
  }

  private static List<Verdict> race(int times, Callable<Verdict> logIn) throws Exception {
    return race(Collections.nCopies(times, logIn));
  }

  /** All at once. */
  private static List<Verdict> race(List<Callable<Verdict>> logIns) throws Exception {
    CyclicBarrier start = new CyclicBarrier(logIns.size());
    ExecutorService threads = Executors.newFixedThreadPool(logIns.size());
    try {
      List<Future<Verdict>> futures = new ArrayList<>();
      for (Callable<Verdict> logIn : logIns) {
        futures.add(threads.submit(() -> {
          start.await();
          return logIn.call();
        }));
      }
      List<Verdict> verdicts = new ArrayList<>();
      for (Future<Verdict> future : futures) {
        verdicts.add(future.get());
      }
      return verdicts;
    } finally {
      threads.shutdownNow();
    }
  }

  private String column(String sql) throws SQLException {
    try (Connection connection = theatre.database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = theatre.database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
