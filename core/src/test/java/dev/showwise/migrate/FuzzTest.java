package dev.showwise.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.MigrationException.InvalidCatalog;
import dev.showwise.migrate.MigrationException.UnknownTarget;
import dev.showwise.migrate.faults.Fuzz;
import dev.showwise.migrate.faults.Noise;
import dev.showwise.migrate.internal.discovery.Catalog;
import dev.showwise.migrate.internal.discovery.CatalogBuilder;
import dev.showwise.migrate.internal.history.History;
import dev.showwise.migrate.internal.plan.TargetResolver;
import dev.showwise.migrate.internal.secrecy.Credentials;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What reads texts of people: it understands them or says what is wrong, and nothing else. */
class FuzzTest {
  private static final List<String> OF_VERSIONS =
      List.of("0", "1", "9", "10", "007", ".", "_", "..", "-", "\u0663", " ", "20260214");

  private static Optional<MigrationVersion> version(Noise noise) {
    String text = noise.below(3) == 0 ? noise.anything(6) : noise.text(7, OF_VERSIONS);
    try {
      MigrationVersion version = MigrationVersion.of(text);
      assertThat(version).hasToString(text);
      return Optional.of(version);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not a version");
      return Optional.empty();
    }
  }

  @Test
  void versions_are_in_one_order_whatever_they_are_written_like() {
    Fuzz.of("versions", 20_000, 1, noise -> {
      Optional<MigrationVersion> a = version(noise);
      Optional<MigrationVersion> b = version(noise);
      Optional<MigrationVersion> c = version(noise);
      if (a.isEmpty() || b.isEmpty() || c.isEmpty()) {
        return;
      }
      MigrationVersion one = a.get();
      MigrationVersion two = b.get();
      assertThat(MigrationVersion.of(one.canonical()))
          .isEqualTo(one)
          .isEqualByComparingTo(one)
          .hasSameHashCodeAs(one);
      assertThat(one.compareTo(two)).isEqualTo(-two.compareTo(one));
      assertThat(one.compareTo(two) == 0)
          .isEqualTo(one.equals(two))
          .isEqualTo(one.canonical().equals(two.canonical()));
      if (one.compareTo(two) <= 0 && two.compareTo(c.get()) <= 0) {
        assertThat(one.compareTo(c.get())).isLessThanOrEqualTo(0);
      }
    });
  }

  @Test
  void checksums_are_read_as_they_are_written() {
    Fuzz.of("checksums", 20_000, 1, noise -> {
      Checksum checksum = Checksum.ofText(noise.anything(8));
      assertThat(Checksum.parse(checksum.toString())).isEqualTo(checksum);
      try {
        Checksum read = Checksum.parse(noise.anything(8));
        assertThat(Checksum.parse(read.toString())).isEqualTo(read);
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    });
  }

  private record Named(String module, String name, MigrationVersion version) implements Migration {
    @Override
    public String description() {
      return "a test";
    }

    @Override
    public void apply(MigrationContext context) {}
  }

  @Test
  void names_of_migrations_are_plain_or_refused_with_their_text() {
    Fuzz.of("names of migrations", 10_000, 1, noise -> {
      String module = noise.below(2) == 0 ? "m" : noise.anything(3);
      String name = noise.anything(3);
      MigrationVersion one = MigrationVersion.of("1");
      try {
        new CatalogBuilder().addAll(List.of(new Named(module, name, one))).build();
        assertThat(module + "|" + name)
            .matches("[A-Za-z0-9][A-Za-z0-9._-]*\\|[A-Za-z0-9][A-Za-z0-9._-]*");
      } catch (InvalidCatalog e) {
        assertThat(e).hasMessageContaining("cannot be its");
      }
    });
  }

  @Test
  void whatever_is_typed_for_a_migration_means_one_or_is_unknown() {
    MigrationVersion one = MigrationVersion.of("1");
    Catalog catalog = new CatalogBuilder()
        .addAll(List.of(
            new Named("m", "a", one),
            new Named("k", "a", one),
            new Named("k", "9", MigrationVersion.of("9"))))
        .build();
    TargetResolver resolver = new TargetResolver(catalog);
    Fuzz.of("selectors", 20_000, 1, noise -> {
      String typed = noise.below(2) == 0
          ? noise.anything(4)
          : noise.text(3, List.of("m", "k", ":", "a", "9", "1", "migrate_", "."));
      for (Runnable use : List.<Runnable>of(
          () -> resolver.resolve(Target.named(typed)),
          () -> resolver.resolve(Target.upTo(typed)),
          () -> resolver.resolve(RollbackTarget.named(typed), new History()),
          () -> resolver.resolve(RollbackTarget.downTo(typed), new History()),
          () -> resolver.recorded(typed, new History()))) {
        try {
          use.run();
        } catch (UnknownTarget | IllegalArgumentException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    });
  }

  @Test
  void no_password_stays_in_a_url() {
    List<String> inPasswords =
        List.of("@", ":", "!", "$", "*", ",", "+", "~", "-", "%40", "(", ")", "=", "\u00e9", "9");
    Fuzz.of("URLs", 20_000, 1, noise -> {
      String canary = "c4n4ry" + noise.text(5, inPasswords) + "y4r4n4c";
      String other = noise.text(3, List.of("a", "9", "-", "_", ".", "%20", "*"));
      String url = noise.oneOf(List.of(
          "jdbc:postgresql://crew:" + canary + "@h" + other + ":5432/db",
          "jdbc:postgresql://h" + other + "/db?user=crew&password=" + canary + "&ssl=" + other,
          "jdbc:mariadb://h1,h2/" + other + "?sslKeyPassword=" + canary,
          "jdbc:mysql://crew:" + canary + "@h/db?x=" + other,
          "jdbc:h2:file:./" + other + ";USER=crew;PASSWORD=" + canary + ";MODE=" + other,
          "jdbc:sqlite:" + other + ".db?cipher=x&key=" + canary));
      String text =
          noise.text(2, List.of(" ", "'", "\"", "a", "\n")) + "cannot open " + url + " now";

      assertThat(Credentials.removedFrom(url)).doesNotContain("c4n4ry", "y4r4n4c");
      assertThat(Credentials.removedFromText(text)).doesNotContain("c4n4ry", "y4r4n4c");
      Credentials.removedFromText(noise.anything(20));
    });
  }
}
