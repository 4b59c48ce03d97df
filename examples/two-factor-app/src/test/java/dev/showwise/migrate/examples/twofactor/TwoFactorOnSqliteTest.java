package dev.showwise.migrate.examples.twofactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.examples.twofactor.Theatre.User;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoFactorOnSqliteTest extends TwoFactorContract {
  @TempDir
  Path folder;

  @Override
  DataSource newDatabase() {
    return Database.at(folder.resolve("theatre.db").toString());
  }

  @Test
  void a_database_that_is_copied_without_the_key_gives_nothing() throws Exception {
    Path file = folder.resolve("original.db");
    Theatre theatre = new Theatre(Database.at(file.toString()));
    theatre.addUsers("mira");
    User mira = theatre.enrolled("mira");
    Path copy = Files.copy(file, folder.resolve("copy.db"));

    Theatre thief = new Theatre(Database.at(copy.toString()));
    assertThatThrownBy(
            () -> thief.withKeys("1:" + SecretVaultTest.key('z')).logIn("mira", theatre.code(mira)))
        .hasMessageContaining("does not decrypt with key 1");
    String bytes = Files.readString(copy, StandardCharsets.ISO_8859_1);
    String secret = mira.enrolment().secret();
    assertThat(bytes)
        .contains("gcm1:1:", "$argon2id$")
        .doesNotContain(secret)
        .doesNotContain(new String(new Base32().decode(secret), StandardCharsets.ISO_8859_1))
        .doesNotContain(mira.backupCodes())
        .doesNotContain(mira.backupCodes().get(0).replace("-", ""));
  }
}
