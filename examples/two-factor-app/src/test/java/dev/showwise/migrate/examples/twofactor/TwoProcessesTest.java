package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.examples.twofactor.Theatre.User;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the application on one database. */
class TwoProcessesTest {
  private static final int ROUNDS = 100;

  @TempDir
  Path folder;

  private final List<Replica> replicas = new ArrayList<>();
  private Theatre theatre;

  @BeforeEach
  void two_replicas() throws Exception {
    String file = folder.resolve("theatre.db").toString();
    theatre = new Theatre(Database.at(file));
    theatre.addUsers("mira");
    for (String name : List.of("one", "two")) {
      replicas.add(
          Replica.start(folder.resolve(name + ".log"), file, theatre.instant().toString()));
    }
    for (Replica replica : replicas) {
      assertThat(replica.answer()).isEqualTo("ready");
    }
  }

  @AfterEach
  void end() {
    replicas.forEach(replica -> replica.process.destroyForcibly());
  }

  @Test
  void of_two_log_ins_with_one_backup_code_one_wins_100_times() throws Exception {
    int beaten = 0;
    for (int enrolment = 0; enrolment < ROUNDS / BackupCodes.COUNT; enrolment++) {
      User mira = theatre.enrolled("mira");
      for (String code : mira.backupCodes()) {
        replicas.forEach(replica -> replica.send(code));
        List<String> answers = List.of(replicas.get(0).answer(), replicas.get(1).answer());

        assertThat(answers).as(code).containsOnlyOnce("AcceptedBackupCode");
        assertThat(answers).isSubsetOf("AcceptedBackupCode", "UsedBefore", "Wrong");
        beaten += answers.contains("UsedBefore") ? 1 : 0;
      }
      theatre.twoFactor.disable("mira", theatre.code(mira));
      theatre.nextStep();
    }
    // else they never met, and this has shown nothing
    assertThat(beaten).isPositive();
  }

  /** A process that logs in. */
  private record Replica(Process process, PrintWriter to, BufferedReader from, Path log) {
    static Replica start(Path log, String file, String now) throws IOException {
      Process process = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              RacingLogIns.class.getName(),
              file,
              "mira",
              now)
          .redirectError(log.toFile())
          .start();
      return new Replica(
          process, new PrintWriter(process.outputWriter(), true), process.inputReader(), log);
    }

    void send(String code) {
      to.println(code);
    }

    String answer() throws IOException {
      String line = from.readLine();
      assertThat(line).as(() -> read(log)).isNotNull();
      return line;
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        return e.toString();
      }
    }
  }
}
