package dev.showwise.migrate.backups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a URL wants of encryption reaches the client program. */
class EncryptionTest {
  private static final String MARIADB = "mariadb-dump from 11.8.3-MariaDB, client 10.19";
  private static final String MYSQL = "mysqldump  Ver 8.4.3 for Linux on x86_64";

  @Test
  void a_url_that_wants_it_has_the_program_want_it() {
    assertThat(Encryption.options(Map.of("sslmode", "verify-full"), MARIADB))
        .containsExactly("--ssl", "--ssl-verify-server-cert");
    assertThat(Encryption.options(
            Map.of("sslmode", "verify-ca", "serversslcert", "/etc/ca.pem"), MARIADB))
        .containsExactly("--ssl", "--ssl-verify-server-cert", "--ssl-ca=/etc/ca.pem");
    assertThat(Encryption.options(Map.of("sslmode", "trust"), MARIADB))
        .containsExactly("--ssl", "--skip-ssl-verify-server-cert");
    assertThat(Encryption.options(Map.of("sslmode", "VERIFY_IDENTITY"), MYSQL))
        .containsExactly("--ssl-mode=VERIFY_IDENTITY");
    assertThat(Encryption.options(Map.of("usessl", "true"), MYSQL))
        .containsExactly("--ssl-mode=REQUIRED");
  }

  @Test
  void a_url_that_says_nothing_leaves_it_to_the_program() {
    assertThat(Encryption.options(Map.of(), MARIADB)).isEmpty();
    assertThat(Encryption.options(Map.of("sslmode", "disable"), MARIADB)).isEmpty();
    assertThat(Encryption.options(Map.of("sslmode", "PREFERRED"), MYSQL)).isEmpty();
  }
}
