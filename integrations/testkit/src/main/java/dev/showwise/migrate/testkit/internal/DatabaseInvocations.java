package dev.showwise.migrate.testkit.internal;

import dev.showwise.migrate.testkit.DatabaseProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test once for each database at hand. */
public final class DatabaseInvocations implements TestTemplateInvocationContextProvider {
  private static final String CHOICE = "showwise.testkit.databases";

  /** For JUnit. */
  public DatabaseInvocations() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return Arrays.asList(context.getRequiredTestMethod().getParameterTypes())
        .equals(List.of(DatabaseProvider.class));
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    List<DatabaseProvider> all = new ArrayList<>();
    ServiceLoader.load(DatabaseProvider.class).forEach(all::add);
    Optional<Set<String>> choice = context
        .getConfigurationParameter(CHOICE)
        .map(names -> Stream.of(names.split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
    List<DatabaseProvider> chosen = all.stream()
        .filter(one -> choice.map(names -> names.contains(key(one))).orElse(true))
        .filter(one -> one.absentBecause().isEmpty())
        .toList();
    if (chosen.isEmpty()) {
      throw new IllegalStateException("No database is left to test on. " + CHOICE + " is '"
          + choice.map(names -> String.join(",", names)).orElse("") + "', and there is: "
          + all.stream()
              .map(one -> one.product()
                  + one.absentBecause().map(why -> " (not here: " + why + ")").orElse(""))
              .collect(Collectors.joining(", ")));
    }
    return chosen.stream().map(Invocation::new);
  }

  private static String key(DatabaseProvider provider) {
    return provider.product().toLowerCase(Locale.ROOT);
  }

  private record Invocation(DatabaseProvider provider)
      implements TestTemplateInvocationContext, ParameterResolver {
    @Override
    public String getDisplayName(int invocationIndex) {
      return provider.product();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == DatabaseProvider.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return provider;
    }
  }
}
