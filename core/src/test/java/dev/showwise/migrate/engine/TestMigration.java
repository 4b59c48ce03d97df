package dev.showwise.migrate.engine;

import dev.showwise.migrate.Checksum;
import dev.showwise.migrate.ExecutionOptions;
import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.ReversibleMigration;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** A migration put together in a test. */
final class TestMigration implements ReversibleMigration {
  /** What it does. */
  interface Body {
    void run(MigrationContext context) throws SQLException;
  }

  private final String module;
  private final String version;
  private final String name;
  private final Set<String> dependsOn;
  private final Optional<Checksum> checksum;
  private final ExecutionOptions options;
  private final Body up;
  private final Body down;

  private TestMigration(
      String module,
      String version,
      String name,
      Set<String> dependsOn,
      Optional<Checksum> checksum,
      ExecutionOptions options,
      Body up,
      Body down) {
    this.module = module;
    this.version = version;
    this.name = name;
    this.dependsOn = dependsOn;
    this.checksum = checksum;
    this.options = options;
    this.up = up;
    this.down = down;
  }

  static TestMigration of(String module, String version, String name, Body up) {
    return new TestMigration(
        module,
        version,
        name,
        Set.of(),
        Optional.empty(),
        ExecutionOptions.DEFAULT,
        up,
        context -> {});
  }

  static TestMigration of(String version, String name, Body up) {
    return of("test", version, name, up);
  }

  static TestMigration sql(String version, String name, String... statements) {
    return of(version, name, context -> {
      for (String statement : statements) {
        context.execute(statement);
      }
    });
  }

  TestMigration after(String... names) {
    return new TestMigration(module, version, name, Set.of(names), checksum, options, up, down);
  }

  TestMigration checksum(String value) {
    return checksum(new Checksum("test", value));
  }

  TestMigration checksum(Checksum newChecksum) {
    return new TestMigration(
        module, version, name, dependsOn, Optional.of(newChecksum), options, up, down);
  }

  TestMigration options(ExecutionOptions newOptions) {
    return new TestMigration(module, version, name, dependsOn, checksum, newOptions, up, down);
  }

  TestMigration down(Body newDown) {
    return new TestMigration(module, version, name, dependsOn, checksum, options, up, newDown);
  }

  /** The same migration without a way back. */
  Migration irreversible() {
    TestMigration self = this;
    return new Migration() {
      @Override
      public String module() {
        return self.module();
      }

      @Override
      public MigrationVersion version() {
        return self.version();
      }

      @Override
      public String name() {
        return self.name();
      }

      @Override
      public String description() {
        return self.description();
      }

      @Override
      public void apply(MigrationContext context) throws SQLException {
        self.apply(context);
      }
    };
  }

  @Override
  public String module() {
    return module;
  }

  @Override
  public MigrationVersion version() {
    return MigrationVersion.of(version);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "test migration " + name;
  }

  @Override
  public Set<String> dependsOn() {
    return dependsOn;
  }

  @Override
  public Optional<Checksum> checksum() {
    return checksum;
  }

  @Override
  public ExecutionOptions options() {
    return options;
  }

  @Override
  public void apply(MigrationContext context) throws SQLException {
    up.run(context);
  }

  @Override
  public void revert(MigrationContext context) throws SQLException {
    down.run(context);
  }
}
