package dev.showwise.migrate.model;

import static dev.showwise.migrate.schema.Column.column;
import static dev.showwise.migrate.schema.ColumnType.integer;
import static dev.showwise.migrate.schema.ColumnType.varchar;
import static dev.showwise.migrate.schema.SchemaChange.createTable;
import static dev.showwise.migrate.schema.Table.table;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.MigrationContext;
import dev.showwise.migrate.MigrationException;
import dev.showwise.migrate.MigrationReport;
import dev.showwise.migrate.MigrationVersion;
import dev.showwise.migrate.Problem;
import dev.showwise.migrate.ReversibleMigration;
import dev.showwise.migrate.RollbackConsent;
import dev.showwise.migrate.RollbackTarget;
import dev.showwise.migrate.Target;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.model.World.Event;
import dev.showwise.migrate.model.World.Kind;
import dev.showwise.migrate.model.World.Node;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The real engine on a real database, told of the same events as the oracle. */
final class Subject {
  private final DataSource dataSource;
  private final Dialect dialect;
  private final Oracle oracle;
  private final List<Node> nodes;

  /** {@code oracle} says which migrations are at hand and which fail, which no engine decides. */
  Subject(DataSource dataSource, Dialect dialect, Oracle oracle, List<Node> nodes) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.oracle = oracle;
    this.nodes = nodes;
  }

  /** Its way there. */
  private class Up implements Migration {
    final Node node;

    Up(Node node) {
      this.node = node;
    }

    @Override
    public String module() {
      return node.module();
    }

    @Override
    public MigrationVersion version() {
      return MigrationVersion.of(Integer.toString(node.version()));
    }

    @Override
    public String name() {
      return node.name();
    }

    @Override
    public String description() {
      return node.toString();
    }

    @Override
    public Set<String> dependsOn() {
      return node.dependsOn().stream()
          .map(n -> nodes.get(n).qualified())
          .collect(Collectors.toSet());
    }

    @Override
    public dev.showwise.migrate.ExecutionOptions options() {
      return dev.showwise.migrate.ExecutionOptions.DEFAULT.safeToRepeat();
    }

    @Override
    public List<SchemaChange> declaredChanges() {
      return node.tableNames().stream().map(Subject::whole).toList();
    }

    @Override
    public void apply(MigrationContext context) throws SQLException {
      for (SchemaChange change : declaredChanges()) {
        context.ensure(change);
      }
      if (oracle.failing().contains(node.number())) {
        throw new SQLException("it was told to fail");
      }
    }
  }

  /** And its way back. */
  private final class UpAndDown extends Up implements ReversibleMigration {
    UpAndDown(Node node) {
      super(node);
    }

    @Override
    public void revert(MigrationContext context) throws SQLException {
      for (SchemaChange change : declaredChanges()) {
        context.ensure(change.inverse());
      }
    }
  }

  private static SchemaChange whole(String name) {
    return createTable(
        table(name).column(column("id", integer()).notNull()).column(column("name", varchar(20))));
  }

  private static SchemaChange broken(String name) {
    return createTable(table(name).column(column("id", integer()).notNull()));
  }

  private MigrationEngine engine() {
    List<Migration> migrations = new ArrayList<>();
    for (Node node : oracle.catalog()) {
      migrations.add(node.kind() == Kind.REVERSIBLE ? new UpAndDown(node) : new Up(node));
    }
    return MigrationEngine.builder(dataSource).migrations(migrations).build();
  }

  /** Lets the same happen to the engine. To be called before the oracle learns of it, but for jars. */
  String apply(Event event) throws SQLException {
    if (event instanceof Event.MakeByHand e) {
      make(tableOf(e.node(), e.table()), whole(tableOf(e.node(), e.table())));
    } else if (event instanceof Event.MakeBroken e) {
      make(tableOf(e.node(), e.table()), broken(tableOf(e.node(), e.table())));
    } else if (event instanceof Event.DropByHand e) {
      drop(tableOf(e.node(), e.table()));
    } else if (event instanceof Event.Migrate) {
      return run(engine -> engine.migrate());
    } else if (event instanceof Event.MigrateOne e) {
      return run(engine -> engine.migrate(Target.named(nodes.get(e.node()).qualified())));
    } else if (event instanceof Event.Rollback e) {
      return run(engine -> engine.rollback(
          RollbackTarget.named(nodes.get(e.node()).qualified()), RollbackConsent.toAnyLoss()));
    } else if (event instanceof Event.RollbackLast) {
      return run(engine -> engine.rollback(RollbackTarget.last(), RollbackConsent.toAnyLoss()));
    }
    return "";
  }

  private String tableOf(int node, int table) {
    return nodes.get(node).tableNames().get(table);
  }

  /** A run of an engine. */
  private interface Run {
    MigrationReport of(MigrationEngine engine);
  }

  private String run(Run run) {
    try {
      MigrationReport report = run.of(engine());
      return switch (report.outcome()) {
        case NOTHING_TO_DO -> "nothing to do";
        case MIGRATED -> "migrated " + completed(report);
        case ROLLED_BACK -> "rolled back " + completed(report);
        default -> report.outcome().toString();
      };
    } catch (MigrationException.InvalidCatalog e) {
      return "invalid";
    } catch (MigrationException.UnknownTarget e) {
      return "unknown";
    } catch (MigrationException.Refused e) {
      MigrationReport report = e.report().orElseThrow();
      return "refused" + (report.completed().isEmpty() ? "" : " after " + completed(report));
    } catch (MigrationException.Failed e) {
      MigrationReport report = e.report().orElseThrow();
      return "failed " + report.failed().orElseThrow().migration().qualifiedName() + " after "
          + completed(report);
    }
  }

  private static List<String> completed(MigrationReport report) {
    return report.completed().stream()
        .map(c -> c.migration().qualifiedName() + " " + c.event())
        .toList();
  }

  private void make(String name, SchemaChange change) throws SQLException {
    drop(name);
    execute(dialect.statements(change));
  }

  private void drop(String name) throws SQLException {
    execute(List.of("DROP TABLE IF EXISTS " + name));
  }

  private void execute(List<String> statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The tables of the migrations, as the database has them. */
  Map<String, Oracle.Shape> tables() throws SQLException {
    Map<String, Oracle.Shape> tables = new TreeMap<>();
    try (Connection connection = dataSource.getConnection()) {
      for (Node node : nodes) {
        for (String name : node.tableNames()) {
          Optional<dev.showwise.migrate.schema.Table> found = dialect.readTable(connection, name);
          found.ifPresent(t ->
              tables.put(name, t.columns().size() == 2 ? Oracle.Shape.WHOLE : Oracle.Shape.BROKEN));
        }
      }
    }
    return tables;
  }

  /** What the list says of each migration at hand. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    engine().list().migrations().stream()
        .filter(status -> !status.source().isEmpty())
        .forEach(s -> states.put(s.migration().qualifiedName(), s.state().word()));
    return states;
  }

  /** What verify finds wrong with the history itself. */
  List<Problem> tampering() {
    return engine().verify().problems().stream()
        .filter(Problem.HistoryTampered.class::isInstance)
        .toList();
  }
}
