package dev.showwise.migrate.testkit;

import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationSource;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs a class of tests once for each migration of its source. */
final class SourceInvocations implements ClassTemplateInvocationContextProvider {
  /** For JUnit. */
  SourceInvocations() {}

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return MigrationSourceTest.class.isAssignableFrom(context.getRequiredTestClass());
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    MigrationSource source =
        ((MigrationSourceTest) instanceOf(context.getRequiredTestClass())).source();
    List<MigrationLabel> labels =
        source.migrations().stream().map(MigrationLabel::of).toList();
    if (labels.isEmpty()) {
      throw new IllegalStateException(
          "There is no migration in " + source.description() + ", so nothing is tested.");
    }
    return labels.stream().map(Invocation::new);
  }

  /** One within another class needs an instance of that. */
  private static Object instanceOf(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null || Modifier.isStatic(type.getModifiers())
        ? ReflectionSupport.newInstance(type)
        : ReflectionSupport.newInstance(type, instanceOf(outer));
  }

  private record Invocation(MigrationLabel label)
      implements ClassTemplateInvocationContext, TestInstancePostProcessor {
    @Override
    public String getDisplayName(int invocationIndex) {
      return label.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
      ((MigrationSourceTest) instance).choose(label);
    }
  }
}
