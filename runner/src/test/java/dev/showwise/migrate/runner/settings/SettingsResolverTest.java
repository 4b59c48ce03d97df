package dev.showwise.migrate.runner.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.showwise.migrate.BackupOptions;
import dev.showwise.migrate.BackupOptions.Thoroughness;
import dev.showwise.migrate.runner.fault.ExitCode;
import dev.showwise.migrate.runner.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsResolverTest {
  @TempDir
  Path folder;

  private static GivenOptions url(String url) {
    return new GivenOptions(
        Optional.of(url),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        GivenOptions.Scripts.NONE,
        Optional.empty(),
        Optional.empty(),
        GivenOptions.Backup.NONE,
        Optional.empty(),
        Set.of());
  }

  private Settings resolve(GivenOptions options, Map<String, String> environment) {
    return new SettingsResolver(environment, folder).resolve(options, Optional.empty());
  }

  private Settings resolveFile(String name) {
    return new SettingsResolver(Map.of(), folder).resolve(GivenOptions.NONE, Optional.of(name));
  }

  private void config(String text) throws IOException {
    Files.writeString(folder.resolve(ConfigFile.DEFAULT_NAME), text);
  }

  private static void assertUsage(ThrowingCallable call, String... texts) {
    assertThatThrownBy(call).isInstanceOfSatisfying(Fault.class, fault -> {
      assertThat(fault.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(fault.notices().get(0).message() + " " + fault.notices().get(0).remedy())
          .contains(texts);
    });
  }

  @Test
  void an_option_wins_over_the_environment_and_that_over_the_file_and_that_over_the_default()
      throws IOException {
    Files.createFile(folder.resolve(SettingsResolver.DEFAULT_DATABASE));
    assertThat(resolve(GivenOptions.NONE, Map.of()).url())
        .hasValue(folder.resolve("production_crew.db").toString());

    config("url=filed.db");
    assertThat(resolve(GivenOptions.NONE, Map.of()).url()).hasValue("filed.db");

    Map<String, String> environment = Map.of("SHOWWISE_MIGRATE_URL", "env.db");
    assertThat(resolve(GivenOptions.NONE, environment).url()).hasValue("env.db");
    assertThat(resolve(url("typed.db"), environment).url()).hasValue("typed.db");
  }

  @Test
  void an_empty_variable_is_no_variable() throws IOException {
    config("url=filed.db");

    assertThat(resolve(GivenOptions.NONE, Map.of("SHOWWISE_MIGRATE_URL", " ")).url())
        .hasValue("filed.db");
  }

  @Test
  void without_any_database_the_message_names_every_way_to_name_one() {
    Settings settings = resolve(GivenOptions.NONE, Map.of());

    assertUsage(
        settings::requiredUrl,
        "production_crew.db",
        "--url",
        "SHOWWISE_MIGRATE_URL",
        "showwise-migrate.properties");
  }

  @Test
  void paths_in_a_file_start_from_its_own_folder() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("conf"));
    Files.createDirectories(elsewhere.resolve("jars"));
    Files.writeString(elsewhere.resolve("pw"), "s3cret\n");
    Files.writeString(
        elsewhere.resolve("c.properties"), "url=x.db\nmigrations=jars\npassword-file=pw\n");

    Settings settings = resolveFile("conf/c.properties");

    assertThat(settings.urlFolder()).isEqualTo(elsewhere);
    assertThat(settings.migrations()).containsExactly(elsewhere.resolve("jars"));
    assertThat(settings.password()).hasValue(new Settings.Password("s3cret"));
  }

  @Test
  void a_file_can_say_everything_that_options_can() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    config(
        "user=u\nschema=stage\nmigrations=a, b\nlock-timeout=0.5\ncreate=true\nyes=true\njson=true\n"
            + "quiet=true\nbackup-dir=safe\nkeep-backups=3\nbackup-check=content\nbackup=true\n"
            + "no-backup=true\nrestore-on-failure=true\nshow-literals=true\nno-support-report=true\ntrust=jars.sha256");

    Settings settings = resolve(GivenOptions.NONE, Map.of());

    assertThat(settings.user()).hasValue("u");
    assertThat(settings.schema()).hasValue("stage");
    assertThat(settings.migrations()).containsExactly(folder.resolve("a"), folder.resolve("b"));
    assertThat(settings.lockTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.flags()).containsExactlyInAnyOrder(Settings.Flag.values());
    assertThat(settings.verbosity()).isEqualTo(Verbosity.QUIET);
    assertThat(settings.trust()).hasValue(folder.resolve("jars.sha256"));
    assertThat(settings.backups())
        .isEqualTo(new BackupOptions(Optional.of(folder.resolve("safe")), 3, Thoroughness.CONTENT));
  }

  @Test
  void what_is_typed_about_backups_wins_over_its_contrary_in_the_file() throws IOException {
    config("no-backup=true\nrestore-on-failure=true");
    GivenOptions typed = new GivenOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        GivenOptions.Scripts.NONE,
        Optional.empty(),
        Optional.empty(),
        GivenOptions.Backup.NONE,
        Optional.empty(),
        Set.of(Settings.Flag.BACKUP));

    assertThat(resolve(typed, Map.of()).flags())
        .containsExactlyInAnyOrder(Settings.Flag.BACKUP, Settings.Flag.RESTORE_ON_FAILURE);
  }

  @Test
  void an_unknown_key_is_named_with_its_nearest() throws IOException {
    config("ulr=x.db");

    assertUsage(
        () -> resolve(GivenOptions.NONE, Map.of()),
        "unknown key 'ulr'",
        "Did you mean 'url'?",
        "lock-timeout");
  }

  @Test
  void a_password_has_no_place_in_the_file_and_is_not_repeated() throws IOException {
    config("password=hunter2");

    assertThatThrownBy(() -> resolve(GivenOptions.NONE, Map.of()))
        .isInstanceOfSatisfying(Fault.class, fault -> {
          assertThat(fault.notices().toString())
              .contains("password-file")
              .doesNotContain("hunter2");
        });
  }

  @Test
  void a_file_that_was_named_must_be_there() {
    assertUsage(() -> resolveFile("nope.properties"), "no configuration file", "nope.properties");
  }

  @Test
  void a_switch_is_true_or_false() throws IOException {
    config("yes=maybe");

    assertUsage(() -> resolve(GivenOptions.NONE, Map.of()), "yes=maybe", "true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "1e99", ""})
  void a_time_that_makes_no_sense_is_refused(String seconds) {
    GivenOptions options = new GivenOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        GivenOptions.Scripts.NONE,
        Optional.empty(),
        Optional.of(seconds),
        GivenOptions.Backup.NONE,
        Optional.empty(),
        Set.of());

    assertUsage(() -> resolve(options, Map.of()), "'" + seconds + "' is not a time to wait");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pw\n", "pw\r\n", "pw"})
  void the_end_of_the_line_is_no_part_of_a_password(String text) throws IOException {
    Files.writeString(folder.resolve("secret"), text);
    config("password-file=secret");

    Settings settings = resolve(GivenOptions.NONE, Map.of());

    assertThat(settings.password()).hasValue(new Settings.Password("pw"));
    assertThat(settings.toString()).doesNotContain("pw");
  }

  @Test
  void a_password_file_must_be_there() throws IOException {
    config("password-file=nope");

    assertUsage(() -> resolve(GivenOptions.NONE, Map.of()), "no password file", "nope");
  }

  @Test
  void a_folder_of_migrations_must_be_there_and_a_folder() throws IOException {
    config("migrations=nope");
    assertUsage(() -> resolve(GivenOptions.NONE, Map.of()), "no folder", "nope");

    config("migrations=" + ConfigFile.DEFAULT_NAME);
    assertUsage(() -> resolve(GivenOptions.NONE, Map.of()), "is not a folder");
  }
}
