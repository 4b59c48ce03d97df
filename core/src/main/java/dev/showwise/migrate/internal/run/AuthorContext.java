package dev.showwise.migrate.internal.run;

import dev.showwise.migrate.DialectFacts;
import dev.showwise.migrate.MigrationLabel;
import dev.showwise.migrate.MigrationListener;
import dev.showwise.migrate.RowMapper;
import dev.showwise.migrate.SourcePosition;
import dev.showwise.migrate.internal.guard.GuardedConnection;
import dev.showwise.migrate.internal.guard.PlacedStatement;
import dev.showwise.migrate.internal.guard.StatementGate;
import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.internal.script.ScriptContext;
import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Schema;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaDifference;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.spi.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an author works with, for one call. All statements go through the gate of the claim. */
final class AuthorContext implements ScriptContext, AutoCloseable {
  private final MigrationLabel migration;
  private final Dialect dialect;
  private final AuthorSettings settings;
  private final LiveSchema schema;
  private final GuardedConnection connection;
  private final StatementGate gate;
  private final MigrationListener listener;
  private final List<String> steps = new ArrayList<>();

  AuthorContext(Work work, Session session, StatementGate gate, Environment environment) {
    this.migration = work.entry().label();
    this.dialect = session.dialect();
    this.settings = session.authorSettings();
    this.schema = new LiveSchema(session.connection(), dialect);
    this.connection =
        new GuardedConnection(session.connection(), environment.recorder().around(migration, gate));
    this.gate = gate;
    this.listener = environment.listener();
  }

  /** Lets the author's code run, which another thread may cancel, and takes back what it set in the session. */
  void run(Work work) throws SQLException {
    settings.enter(work);
    listener.running(migration, connection::cancel);
    work.perform(this);
    settings.leave();
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  @Override
  public Schema schema() {
    // a statement of the author may have changed anything since the last look
    schema.forget();
    return schema;
  }

  @Override
  public DialectFacts dialect() {
    return dialect;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void executeInOrder(List<PlacedStatement> statements) throws SQLException {
    connection.executeInOrder(statements);
  }

  @Override
  public long update(String sql, @Nullable Object... arguments) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ReadOnlyView.bind(statement, arguments);
      return statement.executeUpdate();
    }
  }

  @Override
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return ReadOnlyView.rows(statement, mapper, arguments);
    }
  }

  @Override
  public void at(SourcePosition position) {
    gate.at(position);
  }

  @Override
  public void step(String message) {
    steps.add(message);
    listener.step(migration, message);
  }

  @Override
  public void ensure(SchemaChange change) throws SQLException {
    ChangeState state = schema().compare(change);
    if (state instanceof ChangeState.Different different) {
      throw new SQLException("cannot make this change, because what is there is different: "
          + different.differences().stream()
              .map(SchemaDifference::message)
              .collect(Collectors.joining("; ")));
    } else if (state instanceof ChangeState.NotDone) {
      for (String sql : dialect.statements(change)) {
        execute(sql);
      }
      describe(change).forEach(this::step);
    }
  }

  private static List<String> describe(SchemaChange change) {
    List<String> steps = new ArrayList<>();
    if (change instanceof SchemaChange.CreateTable create) {
      String table = create.table().name();
      steps.add("Table " + table + " created");
      for (UniqueKey key : create.table().uniqueKeys()) {
        steps.add(
            "Unique index on " + table + " (" + String.join(", ", key.columns()) + ") created");
      }
      create
          .table()
          .foreignKeys()
          .forEach(key ->
              steps.add("Foreign key " + table + " (" + String.join(", ", key.columns()) + ") to "
                  + key.referencedTable() + " ("
                  + String.join(", ", key.referencedColumns()) + ") created"));
    } else if (change instanceof SchemaChange.DropTable drop) {
      steps.add("Table " + drop.table().name() + " dropped");
    } else if (change instanceof SchemaChange.AddColumn add) {
      steps.add("Column " + add.table() + "." + add.column().name() + " added");
    } else if (change instanceof SchemaChange.DropColumn drop) {
      steps.add("Column " + drop.table() + "." + drop.column().name() + " dropped");
    } else if (change instanceof SchemaChange.CreateIndex create) {
      steps.add("Index " + create.index().name() + " created");
    } else if (change instanceof SchemaChange.DropIndex drop) {
      steps.add("Index " + drop.index().name() + " dropped");
    } else if (change instanceof SchemaChange.RenameTable rename) {
      steps.add("Table " + rename.from() + " renamed to " + rename.to());
    } else if (change instanceof SchemaChange.RenameColumn rename) {
      steps.add("Column " + rename.table() + "." + rename.from() + " renamed to " + rename.to());
    }
    return steps;
  }

  /** Takes the connection away from the author, and closes the statements that were left open. */
  @Override
  public void close() throws SQLException {
    Optional<SQLException> failure = connection.expire();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
