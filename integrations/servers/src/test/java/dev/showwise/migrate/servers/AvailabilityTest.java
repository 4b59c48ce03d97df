package dev.showwise.migrate.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AvailabilityTest {
  @Test
  void libraries_that_the_system_lacks_are_named_with_their_packages() {
    assertThat(Availability.missingLibraries("""
        \tlibaio.so.1 => not found
        \tlibnuma.so.1 => not found
        \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0000000000)
        """))
        .hasValue("the system lacks libaio.so.1, libnuma.so.1"
            + " (Debian: apt-get install libaio1 libnuma1)");
  }

  @Test
  void a_library_of_an_unknown_package_is_named_alone() {
    assertThat(Availability.missingLibraries("\tlibodd.so.7 => not found\n"))
        .hasValue("the system lacks libodd.so.7");
  }

  @Test
  void nothing_is_missing_where_all_is_found() {
    assertThat(
            Availability.missingLibraries("\tlibc.so.6 => /lib/libc.so.6 (0x0000000000000000)\n"))
        .isEmpty();
  }

  @Test
  void what_no_package_has_installed_is_named_with_the_packages_that_would() {
    assertThat(DebianFiles.missing(List.of(
            new DebianFiles.Needed("sh", "dash"),
            new DebianFiles.Needed("no-such-server", "odd-server"),
            new DebianFiles.Needed("no-such-tool", "odd-server"),
            new DebianFiles.Needed("/no/such/library.so", "odd-4"))))
        .hasValue("the system lacks no-such-server, no-such-tool, /no/such/library.so"
            + " (Debian: apt-get install odd-server odd-4)");
  }

  @Test
  void nothing_is_missing_where_packages_have_installed_all() {
    assertThat(DebianFiles.missing(List.of(new DebianFiles.Needed("sh", "dash"))))
        .isEmpty();
  }
}
