package dev.showwise.migrate.internal.dialect;

import dev.showwise.migrate.MigrationException.Unavailable;
import dev.showwise.migrate.internal.dialect.MySqlTokenizer.Token;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.spi.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fills an empty database with what another one on the same MariaDB or MySQL server has: the server's own
 * definitions, then the rows, then what hangs on tables. Nothing of the other one is locked: of what the
 * application writes meanwhile, each table has what was committed when its turn came.
 */
public final class MySqlScratch {
  private final Connection connection;
  private final Dialect dialect;
  private final String from;
  private final String into;
  private final List<String> databases;
  private final List<String> missing = new ArrayList<>();

  private MySqlScratch(
      Connection connection, Dialect dialect, String from, String into, List<String> databases) {
    this.connection = connection;
    this.dialect = dialect;
    this.from = from;
    this.into = into;
    this.databases = databases;
  }

  /** The connection's database; empty if it has none. */
  public static Optional<String> currentDatabase(Connection connection) throws SQLException {
    return Rows.first(connection, "SELECT DATABASE()", row -> Optional.ofNullable(row.getString(1)))
        .flatMap(name -> name);
  }

  /** Every database that this account can reach, the server's own too. */
  public static List<String> databases(Connection connection) throws SQLException {
    return Rows.all(
        connection, "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA", row -> row.getString(1));
  }

  /**
   * Makes a database and fills it. The connection is in the database that is copied, then and afterwards,
   * and its settings are as they were.
   *
   * @param into the name of the new database
   * @return what could not be copied, in words
   * @throws Unavailable if a table has its rows in another database; nothing was made
   * @throws SQLException if it cannot be made, or a table cannot be copied; then it may be there
   */
  public static List<String> copy(Connection connection, Dialect dialect, String into)
      throws SQLException {
    String from =
        currentDatabase(connection).orElseThrow(() -> new SQLException("no database is chosen"));
    return new MySqlScratch(connection, dialect, from, into, databases(connection)).copy();
  }

  private List<String> copy() throws SQLException {
    requireOwnRows();
    List<SchemaObject> objects = MySqlObjects.read(connection);
    List<Table> tables = new ArrayList<>();
    for (String name : MySqlInspection.tableNames(connection)) {
      dialect.readTable(connection, name).ifPresent(tables::add);
    }
    Map<String, String> modes = modes();
    String settings = Rows.first(
            connection,
            "SELECT @@SESSION.sql_mode, @@SESSION.foreign_key_checks, @@SESSION.lock_wait_timeout",
            row -> "SET SESSION sql_mode = '" + row.getString(1) + "', foreign_key_checks = "
                + row.getString(2) + ", lock_wait_timeout = " + row.getString(3))
        .orElseThrow();
    int isolation = connection.getTransactionIsolation();
    // a read that was in the way of others is done again
    execute("DROP DATABASE IF EXISTS " + MySqlDdl.quote(into));
    execute(createDatabase());
    try {
      execute("USE " + MySqlDdl.quote(into));
      // whatever the modes of this session: values that are there are to arrive
      execute("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0,"
          + " lock_wait_timeout = 1");
      // with any other level the rows that are read would be locked
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      fill(objects, tables, modes);
    } catch (SQLException | RuntimeException | Error e) {
      try {
        restore(settings, isolation);
      } catch (SQLException lost) {
        e.addSuppressed(lost);
      }
      throw e;
    }
    restore(settings, isolation);
    return List.copyOf(missing);
  }

  /** To copy the rows of one that only leads to another server would write them there once more. */
  private void requireOwnRows() throws SQLException {
    List<String> linked = Rows.all(
        connection,
        "SELECT CONCAT(TABLE_NAME, ' (', ENGINE, ')') FROM INFORMATION_SCHEMA.TABLES WHERE"
            + " TABLE_SCHEMA = DATABASE() AND ENGINE IN ("
            + MySqlConfinement.LINKING.stream()
                .sorted()
                .map(engine -> "'" + engine + "'")
                .collect(Collectors.joining(", "))
            + ") ORDER BY TABLE_NAME",
        row -> row.getString(1));
    if (!linked.isEmpty()) {
      throw new Unavailable(
          "This database has tables whose rows are elsewhere, which a rehearsal would change as well: "
              + String.join(", ", linked) + ". Rehearse on a copy of both. Nothing was changed.",
          null);
    }
  }

  private void restore(String settings, int isolation) throws SQLException {
    execute(settings);
    connection.setTransactionIsolation(isolation);
    execute("USE " + MySqlDdl.quote(from));
  }

  private String createDatabase() throws SQLException {
    String letters = Rows.first(
            connection,
            "SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME"
                + " FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = DATABASE()",
            row -> " CHARACTER SET '" + row.getString(1) + "' COLLATE '" + row.getString(2) + "'")
        .orElse("");
    return "CREATE DATABASE " + MySqlDdl.quote(into) + letters;
  }

  /** The SQL mode in which each trigger and routine was made, which is a part of it. */
  private Map<String, String> modes() throws SQLException {
    return Rows.all(
            connection,
            "SELECT CONCAT('trigger ', TRIGGER_NAME), SQL_MODE FROM INFORMATION_SCHEMA.TRIGGERS"
                + " WHERE TRIGGER_SCHEMA = DATABASE() UNION ALL"
                + " SELECT CONCAT(LOWER(ROUTINE_TYPE), ' ', ROUTINE_NAME), SQL_MODE"
                + " FROM INFORMATION_SCHEMA.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()",
            row -> Map.entry(row.getString(1), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
  }

  private void fill(List<SchemaObject> objects, List<Table> tables, Map<String, String> modes)
      throws SQLException {
    for (SchemaObject sequence : ofType(objects, "sequence")) {
      make(sequence, modes);
    }
    for (SchemaObject table : ofType(objects, "table")) {
      execute(moved(table.definition(), from));
    }
    for (Table table : tables) {
      copyRows(table);
    }
    for (String type : List.of("function", "procedure")) {
      for (SchemaObject routine : ofType(objects, type)) {
        make(routine, modes);
      }
    }
    makeViews(ofType(objects, "view"), modes);
    // last: they would run when rows are copied
    for (SchemaObject trigger : ofType(objects, "trigger")) {
      make(trigger, modes);
    }
    ofType(objects, "event").forEach(event -> missing.add("event " + event.name()));
  }

  private static List<SchemaObject> ofType(List<SchemaObject> objects, String type) {
    return objects.stream().filter(object -> object.type().equals(type)).toList();
  }

  private void copyRows(Table table) throws SQLException {
    String columns = table.columns().stream()
        .filter(column -> column.generation() != Column.Generation.COMPUTED)
        .map(column -> MySqlDdl.quote(column.name()))
        .collect(Collectors.joining(", "));
    String name = MySqlDdl.quote(table.name());
    execute("INSERT INTO " + MySqlDdl.quote(into) + "." + name + " (" + columns + ") SELECT "
        + columns + " FROM " + MySqlDdl.quote(from) + "." + name);
  }

  /** A view may build on another one, so each is tried as long as one more succeeds. */
  private void makeViews(List<SchemaObject> views, Map<String, String> modes) {
    List<SchemaObject> left = new ArrayList<>(views);
    int before;
    do {
      before = left.size();
      left.removeIf(view -> tried(view, modes).isEmpty());
    } while (left.size() < before && !left.isEmpty());
    left.forEach(view -> make(view, modes));
  }

  private void make(SchemaObject object, Map<String, String> modes) {
    tried(object, modes)
        .ifPresent(
            failure -> missing.add(object.type() + " " + object.name() + " (" + failure + ")"));
  }

  /** Makes it; tells why it could not be made. */
  private Optional<String> tried(SchemaObject object, Map<String, String> modes) {
    if (object.definition().isEmpty()) {
      return Optional.of("this account may not see its definition");
    }
    Optional<String> reach =
        MySqlConfinement.reachOf(moved(object.definition(), from), databases, into);
    if (reach.isPresent()) {
      // in the copy, too, it would do that
      return reach;
    }
    try {
      String mode = modes.getOrDefault(object.type() + " " + object.name(), "");
      execute("SET SESSION sql_mode = '" + mode + "'");
      execute(moved(object.definition(), from));
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(dialect.messageOf(e));
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * A definition as the server shows it, for another database: names are not said to be in the old one,
   * and it belongs to whoever makes it.
   */
  static String moved(String definition, String from) {
    List<Token> tokens = MySqlTokenizer.tokens(definition);
    StringBuilder moved = new StringBuilder();
    int kept = 0;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      int behind = i;
      if (tokens.get(i).mayBeName()
          && tokens.get(i).unquoted().equalsIgnoreCase(from)
          && tokens.get(i + 1).is('.')
          && (i == 0 || !tokens.get(i - 1).is('.'))) {
        behind = i + 2;
      } else if (tokens.get(i).is("DEFINER") && tokens.get(i + 1).is('=')) {
        behind = behindAccount(tokens, i + 2);
      }
      if (behind > i && behind < tokens.size()) {
        moved.append(definition, kept, tokens.get(i).start());
        kept = tokens.get(behind).start();
        i = behind - 1;
      }
    }
    return moved.append(definition, kept, definition.length()).toString();
  }

  private static int behindAccount(List<Token> tokens, int name) {
    int next = name + 1;
    return next + 1 < tokens.size() && tokens.get(next).is('@') ? next + 2 : next;
  }
}
