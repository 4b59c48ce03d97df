package dev.showwise.migrate.backups;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAccessTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example:5433/crew, db.example, 5433, crew",
    "jdbc:postgresql://db.example/crew, db.example, 5432, crew",
    "jdbc:postgresql:///crew, localhost, 5432, crew",
    "jdbc:postgresql://[::1]:5433/crew, ::1, 5433, crew",
    "jdbc:postgresql://h/a%20b?sslmode=require, h, 5432, a b",
    "jdbc:mariadb://h:3307/crew?user=u, h, 3307, crew",
    "JDBC:MySQL://h/crew, h, 3306, crew"
  })
  void a_url_says_where_the_database_is(String url, String host, int port, String database) {
    ServerAccess access = ServerAccess.of(url, "", "").orElseThrow();

    assertThat(access.host()).isEqualTo(host);
    assertThat(access.port()).isEqualTo(port);
    assertThat(access.database()).isEqualTo(database);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite:crew.db",
        "jdbc:h2:mem:x",
        "jdbc:postgresql:crew",
        "jdbc:postgresql://a:1,b:2/crew",
        "jdbc:postgresql://h/",
        "jdbc:mariadb:sequential://h/crew"
      })
  void what_no_client_program_takes_as_it_is_has_no_provider(String url) {
    assertThat(ServerAccess.of(url, "", "")).isEmpty();
    assertThat(ServerBackups.find(url, "", "", "")).isEmpty();
  }

  @Test
  void credentials_in_the_url_count_unless_there_are_others_and_are_never_shown() {
    String url = "jdbc:postgresql://h/crew?user=ada&password=s%26cret&sslmode=require";

    ServerAccess access = ServerAccess.of(url, "", "").orElseThrow();

    assertThat(access.user()).isEqualTo("ada");
    assertThat(access.password()).isEqualTo("s&cret");
    assertThat(access.toString()).isEqualTo("postgresql://h:5432/crew");
    assertThat(ServerAccess.of(url, "grace", "other").orElseThrow().user()).isEqualTo("grace");
    assertThat(ServerAccess.of(url, "grace", "other").orElseThrow().password()).isEqualTo("other");
  }
}
