package dev.showwise.migrate.runner.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
      jdbc:mysql://u:what?ever@h/db                       | jdbc:mysql://u:***@h/db
      jdbc:mysql://u:12/34@h/db                           | jdbc:mysql://u:***@h/db
      jdbc:mysql://(host=h,user=u,password=s3cret)/db     | jdbc:mysql://(host=h,user=u,password=***)/db
      jdbc:postgresql://h/db?password=s3,cr)et&ssl=1      | jdbc:postgresql://h/db?password=***&ssl=1
      jdbc:postgresql://h:5432/db?user=u@corp&ssl=1       | jdbc:postgresql://h:5432/db?user=u@corp&ssl=1
      jdbc:oracle:thin:scott/ti@ger@h:1521/x              | jdbc:oracle:thin:scott/***@h:1521/x
      jdbc:sqlserver://h;password={a}};b};x=1             | jdbc:sqlserver://h;password=***;x=1
      jdbc:sqlserver://h;password = s3cret;x=1            | jdbc:sqlserver://h;password = ***;x=1
      jdbc:sqlite:file:x.db?cipher=aes&key=s3cret         | jdbc:sqlite:file:x.db?cipher=aes&key=***
      jdbc:x://h?db_pass=s3cret                           | jdbc:x://h?db_pass=***
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

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      CREATE USER u PASSWORD='s3 cret'   | CREATE USER u PASSWORD=***
      host=h password="s3 cret" ssl=1    | host=h password=*** ssl=1
      the primary key = 3 of (a)         | the primary key = 3 of (a)
      """)
  void a_quoted_password_goes_with_its_quotes_and_other_words_stay(String text, String shown) {
    assertThat(Secrets.NONE.mask(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"root:s3c@ret@h/db", "--url=root:s3c@ret@h/db"})
  void whoever_forgets_the_scheme_of_a_url_does_not_give_the_password_away(String argument) {
    assertThat(Secrets.NONE.andThoseIn(argument).mask("'root:s3c@ret@h/db' is no path"))
        .isEqualTo("'root:***@h/db' is no path");
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
