package dev.showwise.migrate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Driver;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ServiceLoader;
import java.util.Set;
import javax.sql.CommonDataSource;

/** Keeps the parts of core in their places; each rule says why it is there. */
@AnalyzeClasses(
    packages = ArchitectureTest.VOCABULARY,
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.OfCore.class})
class ArchitectureTest {
  /** The servers and the planned faults of tests are in modules of their own, and no part of core. */
  static final class OfCore implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/dev/showwise/migrate/servers/")
          && !location.contains("/dev/showwise/migrate/faults/");
    }
  }

  static final String VOCABULARY = "dev.showwise.migrate";
  private static final String SCHEMA = VOCABULARY + ".schema..";
  private static final String SPI = VOCABULARY + ".spi..";
  private static final String ENGINE = VOCABULARY + ".engine..";
  private static final String INTERNAL = VOCABULARY + ".internal..";
  private static final String BACKUP_SOURCE = VOCABULARY + ".spi.BackupSource";
  private static final String ACTOR = VOCABULARY + ".internal.run.Actor";

  // --- arrows, which only point down

  @ArchTest
  static final ArchRule the_schema_model_stands_alone = classes()
      .that()
      .resideInAPackage(SCHEMA)
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(SCHEMA, "java..", "org.jspecify..")
      .because("the same records describe what is declared and what is found; whoever has a schema"
          + " must be able to use them without the rest");

  @ArchTest
  static final ArchRule the_vocabulary_knows_only_the_schema_model = classes()
      .that()
      .resideInAPackage(VOCABULARY)
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(VOCABULARY, SCHEMA, "java..", "org.jspecify..")
      .because("a migration written today must compile against every later engine; it can if what"
          + " authors see never leans on what the engine is made of");

  @ArchTest
  static final ArchRule the_spi_knows_only_what_authors_know = classes()
      .that()
      .resideInAPackage(SPI)
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(SPI, VOCABULARY, SCHEMA, "java..", "javax.sql..", "org.jspecify..")
      .because("a dialect from other hands is compiled against the exported packages alone");

  @ArchTest
  static final ArchRule no_part_knows_the_engine = noClasses()
      .that()
      .resideOutsideOfPackage(ENGINE)
      .should()
      .dependOnClassesThat()
      .resideInAPackage(ENGINE)
      .because(
          "the engine is the one place where the parts are wired; a part that knew it could not"
              + " be tested, or replaced, by itself");

  @ArchTest
  static final ArchRule the_steps_of_a_run_do_not_go_in_circles = slices()
      .matching(VOCABULARY + ".internal.(*)..")
      .should()
      .beFreeOfCycles()
      .because("a run is a line from discovery to report; two packages that need each other are one"
          + " package, or have a third one in them");

  @ArchTest
  static final ArchRule what_is_not_exported_is_in_no_public_signature = noMethods()
      .that()
      .areDeclaredInClassesThat()
      .resideOutsideOfPackage(INTERNAL)
      .and()
      .arePublic()
      .should()
      .haveRawReturnType(resideInAPackage(INTERNAL))
      .orShould()
      .haveRawParameterTypes(describe(
          "one that is not exported", types -> types.stream().anyMatch(resideInAPackage(INTERNAL))))
      .because("nobody outside this module could name the type");

  // --- what core is made of

  @ArchTest
  static final ArchRule core_needs_the_jdk_and_slf4j_only = classes()
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          VOCABULARY + "..", "java..", "javax.sql..", "jdk.jfr", "org.slf4j..", "org.jspecify..")
      .because(
          "whatever core needed would be on the class path of every application that embeds it,"
              + " in whatever version that application happens to have; drivers above all");

  @ArchTest
  static final ArchRule nothing_prints = noClasses()
      .should(ACCESS_STANDARD_STREAMS)
      .because(
          "what happened is a value of the report or an event for a listener; the streams belong"
              + " to the application");

  @ArchTest
  static final ArchRule the_surroundings_do_not_count = noClasses()
      .that()
      .doNotHaveFullyQualifiedName(ACTOR)
      .should()
      .accessTargetWhere(readsTheSurroundings())
      .because(
          "two runs with the same options must do the same, whatever the machine is set to; only"
              + " " + ACTOR + " asks, for the name of the user to put into the history");

  @ArchTest
  static final ArchRule classes_are_loaded_by_the_service_loader_only = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAPackage("java.lang.reflect..")
      .orShould()
      .accessTargetWhere(use(Class.class, Set.of("forName", "getMethod", "getDeclaredMethod")))
      .because("a module may forbid reflection, and no compiler sees a name in a text; "
          + ServiceLoader.class.getSimpleName() + " needs neither");

  @ArchTest
  static final ArchRule nothing_static_changes = fields()
      .that()
      .areStatic()
      .should()
      .beFinal()
      .because("several engines run in one process, on several threads");

  // --- single parts

  @ArchTest
  static final ArchRule planning_touches_no_database_and_writes_no_log = noClasses()
      .that()
      .resideInAPackage(VOCABULARY + ".internal.plan..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("java.sql..", "javax.sql..", "org.slf4j..")
      .because("a plan is a pure function of catalog, history and target: only so can it be shown"
          + " before a run, and tested in thousands of cases");

  @ArchTest
  static final ArchRule planning_does_not_look_at_the_clock = noClasses()
      .that()
      .resideInAPackage(VOCABULARY + ".internal.plan..")
      .should()
      .accessTargetWhere(looksAtTheClock())
      .orShould()
      .dependOnClassesThat()
      .areAssignableTo(Clock.class)
      .because("the same catalog, history and target must give the same plan tomorrow");

  @ArchTest
  static final ArchRule dialects_open_no_connections = noClasses()
      .that()
      .resideInAnyPackage(VOCABULARY + ".internal.dialect..", SPI)
      .and()
      .doNotHaveFullyQualifiedName(BACKUP_SOURCE)
      .should()
      .dependOnClassesThat(describe(
          "open connections",
          type -> type.isAssignableTo(CommonDataSource.class)
              || type.isEquivalentTo(DriverManager.class)
              || type.isAssignableTo(Driver.class)))
      .because(
          "a claim is valid on its own session only; a connection that the engine does not know"
              + " of would work outside of every claim. A backup changes nothing and must be made"
              + " on a session of its own while the claim keeps others from writing");

  private static DescribedPredicate<JavaAccess<?>> readsTheSurroundings() {
    return use(
            System.class,
            Set.of("getenv", "getProperty", "getProperties", "setProperty", "console"))
        .or(use(Boolean.class, Set.of("getBoolean")))
        .or(use(Integer.class, Set.of("getInteger")))
        .or(use(Long.class, Set.of("getLong")))
        .as("it reads the environment or system properties");
  }

  private static DescribedPredicate<JavaAccess<?>> looksAtTheClock() {
    return describe("it looks at the clock", call -> {
      JavaClass owner = call.getTargetOwner();
      String name = call.getName();
      return owner.getPackageName().startsWith("java.time") && name.equals("now")
          || owner.isEquivalentTo(System.class)
              && (name.equals("currentTimeMillis") || name.equals("nanoTime"));
    });
  }

  private static DescribedPredicate<JavaAccess<?>> use(Class<?> owner, Set<String> methods) {
    return describe(
        owner.getSimpleName() + "." + methods,
        call -> call.getTargetOwner().isEquivalentTo(owner) && methods.contains(call.getName()));
  }
}
