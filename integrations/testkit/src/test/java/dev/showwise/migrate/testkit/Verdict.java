package dev.showwise.migrate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * What the test kit says of a migration.
 *
 * @param failures the message of each test that failed, by its method
 * @param leftOut why a test was left out, by its method
 * @param succeeded how many tests succeeded
 */
record Verdict(Map<String, String> failures, Map<String, String> leftOut, long succeeded) {
  /** On SQLite. */
  static Verdict on(Class<?> test) {
    return on(test, "SQLite");
  }

  /** On one product. */
  static Verdict on(Class<?> test, String product) {
    var results = EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(test))
        .configurationParameter("showwise.testkit.databases", product)
        .execute();
    // what cannot begin has no test that fails
    results.containerEvents().assertStatistics(containers -> containers.failed(0));
    var events = results.testEvents();
    Map<String, String> failures = new TreeMap<>();
    events.failed().stream().forEach(event -> failures.put(method(event), message(event)));
    Map<String, String> leftOut = new TreeMap<>();
    events.aborted().stream().forEach(event -> leftOut.put(method(event), message(event)));
    return new Verdict(failures, leftOut, events.succeeded().count());
  }

  private static String method(Event event) {
    return event
        .getTestDescriptor()
        .getSource()
        .map(MethodSource.class::cast)
        .orElseThrow()
        .getMethodName();
  }

  private static String message(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }

  /** Requires that this test failed, with a message in which all of this is said. */
  Verdict finds(String method, String... said) {
    assertThat(failures).containsKey(method);
    assertThat(failures.get(method)).contains(said).contains("  What   ", "  To do  ");
    return this;
  }

  /** Requires that only these tests failed: a fault does not cry from every corner. */
  void andOnlyIn(String... methods) {
    assertThat(failures.keySet()).containsExactlyInAnyOrder(methods);
    assertThat(succeeded).isPositive();
  }
}
