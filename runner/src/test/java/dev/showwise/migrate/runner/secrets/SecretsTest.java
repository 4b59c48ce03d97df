package dev.showwise.migrate.runner.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      jdbc:postgresql://u:s3cret@h:5432/db                | jdbc:postgresql://u:***@h:5432/db
      jdbc:mariadb://u:p@ss/word@h/db?x=1                 | jdbc:mariadb://u:***@h/db?x=1
      jdbc:postgresql://h/db?user=u&password=s3cret&ssl=1 | jdbc:postgresql://h/db?user=u&password=***&ssl=1
      jdbc:h2:mem:x;USER=sa;PASSWORD=s3cret               | jdbc:h2:mem:x;USER=sa;PASSWORD=***
      jdbc:sqlserver://h;password={a;b};x=1               | jdbc:sqlserver://h;password=***;x=1
      jdbc:oracle:thin:scott/tiger@h:1521/x               | jdbc:oracle:thin:scott/***@h:1521/x
      jdbc:postgresql://h/db?sslpassword=s3cret           | jdbc:postgresql://h/db?sslpassword=***
      jdbc:mysql://h/db?trustCertificateKeyStorePassword=x| jdbc:mysql://h/db?trustCertificateKeyStorePassword=***
      jdbc:sqlite:/data/production_crew.db                | jdbc:sqlite:/data/production_crew.db
      """)
  void credentials_in_a_url_are_masked_wherever_they_stand(String url, String shown) {
    assertThat(Secrets.NONE.mask(url)).isEqualTo(shown);
    assertThat(Secrets.NONE.mask("no suitable driver for " + url + " today"))
        .isEqualTo("no suitable driver for " + shown + " today");
  }

  @Test
  void a_password_from_a_url_is_masked_where_a_driver_repeats_it_alone() {
    Secrets secrets = Secrets.NONE.andThoseIn("jdbc:postgresql://u:s3%40cret@h/db");

    assertThat(secrets.mask("login with s3%40cret and s3@cret failed"))
        .isEqualTo("login with *** and *** failed");
  }

  @Test
  void a_known_password_is_masked_everywhere() {
    assertThat(Secrets.NONE.and("hunter2").mask("tried 'hunter2' and hunter2x"))
        .isEqualTo("tried '***' and ***x");
  }

  @Test
  void a_short_password_is_masked_where_it_stands_alone() {
    assertThat(Secrets.NONE.and("a").mask("password a was not accepted"))
        .isEqualTo("password *** was not accepted");
  }

  @Test
  void an_empty_password_masks_nothing() {
    assertThat(Secrets.NONE.and("").mask("all is well")).isEqualTo("all is well");
  }

  @Test
  void signs_that_mean_something_in_patterns_are_only_signs() {
    assertThat(Secrets.NONE.and("$1\\").mask("it was $1\\ there")).isEqualTo("it was *** there");
  }
}
