package dev.showwise.migrate.twofactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What registers the migrations has no part in the jar; that they are registered, their own tests see. */
class RegistrationTest {
  @Test
  void the_compiler_s_helpers_are_not_needed_at_run_time() throws Exception {
    Path classes = Path.of(
        TwoFactorAuth.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleDescriptor descriptor = ModuleFinder.of(classes)
        .find("dev.showwise.migrate.twofactor")
        .orElseThrow()
        .descriptor();

    assertThat(descriptor.requires())
        .filteredOn(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactlyInAnyOrder("java.base", "dev.showwise.migrate");
  }
}
