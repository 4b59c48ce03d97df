package dev.showwise.migrate.examples.showwise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.showwise.migrate.Migration;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** On the class path the services file counts, on the module path the descriptor: both must say the same. */
class RegistrationTest {
  private static final List<String> EXPECTED = List.of(
      BaseTables.class.getName(),
      TodoAndCast.class.getName(),
      CastFeatures.class.getName(),
      UserRoles.class.getName(),
      StagePlanDesigner.class.getName(),
      OAuthConnections.class.getName());

  @Test
  void the_services_file_names_every_migration() throws Exception {
    assertThat(servicesFile()).containsExactlyInAnyOrderElementsOf(EXPECTED);
  }

  @Test
  void the_module_descriptor_provides_the_same() throws Exception {
    ModuleDescriptor descriptor = ModuleFinder.of(classes())
        .find("dev.showwise.migrate.examples.showwise")
        .orElseThrow()
        .descriptor();

    assertThat(descriptor.provides()).singleElement().satisfies(provides -> {
      assertThat(provides.service()).isEqualTo(Migration.class.getName());
      assertThat(provides.providers()).containsExactlyInAnyOrderElementsOf(servicesFile());
    });
  }

  @Test
  void the_compiler_s_helpers_are_not_needed_at_run_time() throws Exception {
    ModuleDescriptor descriptor = ModuleFinder.of(classes())
        .find("dev.showwise.migrate.examples.showwise")
        .orElseThrow()
        .descriptor();

    assertThat(descriptor.requires())
        .filteredOn(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactlyInAnyOrder("java.base", "dev.showwise.migrate");
  }

  @Test
  void each_is_found_as_a_service() {
    // the module only provides; it is core that uses
    RegistrationTest.class.getModule().addUses(Migration.class);

    assertThat(ServiceLoader.load(Migration.class))
        .extracting(migration -> migration.getClass().getName())
        .containsAll(EXPECTED);
  }

  private static List<String> servicesFile() throws IOException, URISyntaxException {
    return Files.readAllLines(classes().resolve("META-INF/services/" + Migration.class.getName()));
  }

  /** Where the classes under test were built to, whichever way the tests are started. */
  private static Path classes() throws URISyntaxException {
    return Path.of(
        BaseTables.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
