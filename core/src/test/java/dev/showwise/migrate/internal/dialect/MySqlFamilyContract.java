package dev.showwise.migrate.internal.dialect;

import static dev.showwise.migrate.schema.Column.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.showwise.migrate.internal.schema.LiveSchema;
import dev.showwise.migrate.schema.ChangeState;
import dev.showwise.migrate.schema.Column;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.ForeignKey;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import dev.showwise.migrate.schema.UniqueKey;
import dev.showwise.migrate.servers.ServerKind;
import dev.showwise.migrate.servers.TestDatabase;
import dev.showwise.migrate.spi.Dialect;
import dev.showwise.migrate.spi.Dialect.ErrorKind;
import dev.showwise.migrate.spi.Dialect.StatementCheck;
import dev.showwise.migrate.spi.TableName;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both products must do on a real server, each test in a database of its own. */
abstract class MySqlFamilyContract {
  final Dialect dialect;
  private final ServerKind kind;
  private TestDatabase database;
  Connection connection;

  MySqlFamilyContract(Dialect dialect, ServerKind kind) {
    this.dialect = dialect;
    this.kind = kind;
  }

  @BeforeEach
  void createDatabase() throws SQLException {
    database = Servers.require(kind).newDatabase();
    connection = database.connect();
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    if (connection != null) {
      connection.close();
      database.close();
    }
  }

  void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  List<String> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join("|", values));
      }
      return found;
    }
  }

  void make(SchemaChange... changes) throws SQLException {
    for (SchemaChange change : changes) {
      execute(dialect.statements(change).toArray(String[]::new));
    }
  }

  Table read(String name) throws SQLException {
    return dialect.readTable(connection, name).orElseThrow();
  }

  LiveSchema schema() {
    return new LiveSchema(connection, dialect);
  }

  void assertDone(SchemaChange... changes) throws SQLException {
    for (SchemaChange change : changes) {
      assertThat(schema().compare(change))
          .as(change.toString())
          .isInstanceOf(ChangeState.Done.class);
    }
  }

  static Table user() {
    return Table.table("user")
        .column(column("id", ColumnType.integer()).identity())
        .column(column("username", ColumnType.varchar(80)).notNull())
        .unique("username");
  }

  @Test
  void the_product_is_recognised_and_its_sister_is_not() throws SQLException {
    for (Dialect each : List.of(new MariaDbDialect(), new MySqlDialect())) {
      assertThat(each.supports(connection.getMetaData()))
          .isEqualTo(each.name().equals(dialect.name()));
    }
  }

  @Test
  void every_type_with_a_default_is_created_as_it_is_declared() throws SQLException {
    Table table = Table.table("every type")
        .column(column("id", ColumnType.integer()).identity())
        .column(column("b", ColumnType.bool()).notNull().defaultsTo(true))
        .column(column("i", ColumnType.integer()).defaultsTo(-7))
        .column(column("l", ColumnType.bigint()).defaultsTo(Long.MAX_VALUE))
        .column(column("d", ColumnType.decimal(10, 2))
            .defaultsTo(new DefaultValue.Numeric(new BigDecimal("1.5"))))
        .column(column("f", ColumnType.doublePrecision()).defaultsTo(2))
        .column(column("v", ColumnType.varchar(80)).defaultsTo("it's \"a\\b\" ä"))
        .column(column("nothing", ColumnType.varchar(80)).defaultsTo(""))
        .column(column("null", ColumnType.varchar(80)).defaultsTo("NULL"))
        .column(column("t", ColumnType.text()).defaultsTo("it's"))
        .column(column("bytes", ColumnType.blob()))
        .column(column("day", ColumnType.date()).defaultsTo("2026-01-02"))
        .column(column("today", ColumnType.date()).defaultsTo(DefaultValue.currentTimestamp()))
        .column(column("at", ColumnType.timestamp()).defaultsTo("2026-01-02 03:04:05.678"))
        .column(column("now", ColumnType.timestamp()).defaultsTo(DefaultValue.currentTimestamp()))
        .column(column("words", ColumnType.varchar(40)).defaultsTo(DefaultValue.currentTimestamp()))
        .column(column("uuid", ColumnType.varchar(36))
            .defaultsTo(new DefaultValue.Expression("REPLACE(UUID(), '-', '')")))
        .column(column("j", ColumnType.nativeType("JSON")))
        .column(column("u", ColumnType.nativeType("INT UNSIGNED")).defaultsTo(5))
        .column(column("e", ColumnType.nativeType("ENUM('a','b')")).defaultsTo("b"))
        .column(column("y", ColumnType.nativeType("DATETIME"))
            .defaultsTo(DefaultValue.currentTimestamp()));

    make(SchemaChange.createTable(table));

    assertDone(SchemaChange.createTable(table));
    execute("INSERT INTO `every type` () VALUES ()");
    assertThat(query("SELECT b, i, l, d, v, nothing, `null`, t, day, at, u, e FROM `every type`"))
        .containsExactly("1|-7|9223372036854775807|1.50|it's \"a\\b\" ä||NULL|it's|2026-01-02|"
            + "2026-01-02 03:04:05.678000|5|b");
  }

  @Test
  void a_default_that_differs_is_seen_for_every_type() throws SQLException {
    List<Column> columns = List.of(
        column("a", ColumnType.bool()).defaultsTo(true),
        column("b", ColumnType.varchar(9)).defaultsTo("x"),
        column("c", ColumnType.text()).defaultsTo("x"),
        column("d", ColumnType.timestamp()).defaultsTo(DefaultValue.currentTimestamp()),
        column("e", ColumnType.date()).defaultsTo("2026-01-02"));
    List<Column> others = List.of(
        column("a", ColumnType.bool()).defaultsTo(false),
        column("b", ColumnType.varchar(9)).defaultsTo("X"),
        column("c", ColumnType.text()).defaultsTo("y"),
        column("d", ColumnType.timestamp()).defaultsTo("2026-01-02"),
        column("e", ColumnType.date()).defaultsTo(DefaultValue.currentTimestamp()));
    make(SchemaChange.createTable(new Table("t", columns, List.of(), List.of(), List.of())));

    for (Column other : others) {
      assertThat(schema().compare(SchemaChange.addColumn("t", other)))
          .as(other.name())
          .isInstanceOf(ChangeState.Different.class);
      Column none = column(other.name(), other.type());
      assertThat(schema().compare(SchemaChange.addColumn("t", none)))
          .as(other.name())
          .isInstanceOf(ChangeState.Different.class);
    }
  }

  @Test
  void references_have_the_type_and_the_actions_that_are_declared() throws SQLException {
    Table child = Table.table("child")
        .column(column("id", ColumnType.bigint()).identity())
        .column(column("user_id", ColumnType.integer()).notNull())
        .column(column("name", ColumnType.varchar(80)))
        .foreignKey("user_id", "user", "id")
        .foreignKey(new ForeignKey(
            List.of("name"),
            "user",
            List.of("username"),
            ForeignKey.Action.SET_NULL,
            ForeignKey.Action.CASCADE));

    make(SchemaChange.createTable(user()), SchemaChange.createTable(child));

    assertDone(SchemaChange.createTable(user()), SchemaChange.createTable(child));
    assertThat(read("child").foreignKeys()).containsExactlyElementsOf(child.foreignKeys());
    assertThat(read("child").primaryKey()).containsExactly("id");
    assertThat(read("child").columns().get(0).generation()).isEqualTo(Column.Generation.IDENTITY);
    assertThat(query("SELECT ENGINE, TABLE_COLLATION FROM INFORMATION_SCHEMA.TABLES"
            + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'child'"))
        .containsExactly("InnoDB|utf8mb4_bin");
  }

  @Test
  void restrict_and_no_action_are_the_same() throws SQLException {
    make(SchemaChange.createTable(user()));
    execute("CREATE TABLE a (u INT, v INT, FOREIGN KEY (u) REFERENCES user (id) ON DELETE RESTRICT,"
        + " FOREIGN KEY (v) REFERENCES user (id) ON UPDATE NO ACTION)");

    assertThat(read("a").foreignKeys())
        .containsExactly(
            ForeignKey.foreignKey("u", "user", "id"), ForeignKey.foreignKey("v", "user", "id"));
  }

  @Test
  void an_index_that_a_reference_brought_does_not_stand_for_a_declared_one() throws SQLException {
    Table child = Table.table("child")
        .column(column("a", ColumnType.integer()))
        .column(column("b", ColumnType.integer()))
        .column(column("c", ColumnType.integer()))
        .foreignKey("a", "user", "id")
        .foreignKey("b", "user", "id")
        .foreignKey("c", "user", "id");
    SchemaChange byA = SchemaChange.createIndex(Index.index("by_a", "child", "a"));
    SchemaChange b = SchemaChange.createIndex(Index.index("b", "child", "b"));
    make(SchemaChange.createTable(user()), SchemaChange.createTable(child));

    assertThat(dialect.readIndexes(connection, "child")).isEmpty();
    assertThat(schema().compare(byA)).isInstanceOf(ChangeState.NotDone.class);
    assertThat(schema().compare(b)).isInstanceOf(ChangeState.NotDone.class);
    make(byA, b);

    assertDone(byA, b);
    assertThat(dialect.readIndexes(connection, "child"))
        .containsExactlyInAnyOrder(
            Index.index("by_a", "child", "a"), Index.index("b", "child", "b"));
    assertThat(query("SELECT INDEX_NAME FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA ="
            + " DATABASE() AND TABLE_NAME = 'child' ORDER BY 1"))
        .containsExactly("b", "by_a", "c");
  }

  @Test
  void unique_keys_are_unique_indexes_over_whole_columns() throws SQLException {
    execute("CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), b VARCHAR(20), c TEXT, UNIQUE (a),"
        + " UNIQUE KEY two (a, b), UNIQUE KEY start (b(5)), KEY plain (b DESC, a),"
        + " FULLTEXT KEY words (c))");

    assertThat(read("t").uniqueKeys())
        .containsExactlyInAnyOrder(
            new UniqueKey("a", List.of("a")), new UniqueKey("two", List.of("a", "b")));
    assertThat(dialect.readIndexes(connection, "t"))
        .containsExactlyInAnyOrder(
            Index.uniqueIndex("a", "t", "a"),
            Index.uniqueIndex("two", "t", "a", "b"),
            Index.uniqueIndex("start", "t", "(b(5))"),
            Index.index("plain", "t", "b", "a"),
            Index.index("words", "t", "(FULLTEXT c)"));
  }

  @Test
  void a_table_made_by_an_orm_is_taken_for_what_it_is() throws SQLException {
    execute("CREATE TABLE user (id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY KEY (id))", """
        CREATE TABLE two_factor_auth (id INTEGER NOT NULL AUTO_INCREMENT, user_id INTEGER NOT NULL,
          secret VARCHAR(32) NOT NULL, enabled BOOL DEFAULT false, backup_codes TEXT,
          created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
          PRIMARY KEY (id), UNIQUE (user_id), FOREIGN KEY(user_id) REFERENCES user (id))""");

    assertDone(SchemaChange.createTable(Table.table("two_factor_auth")
        .column(column("id", ColumnType.integer()).identity())
        .column(column("user_id", ColumnType.integer()).notNull())
        .column(column("secret", ColumnType.varchar(255)).notNull().atLeast(32))
        .column(column("enabled", ColumnType.bool()).defaultsTo(false).defaultMayBeAbsent())
        .column(column("backup_codes", ColumnType.text()))
        .column(column("created_at", ColumnType.timestamp())
            .defaultsTo(DefaultValue.currentTimestamp()))
        .unique("user_id")
        .foreignKey("user_id", "user", "id")));
  }

  @Test
  void computed_columns_are_told_from_plain_ones() throws SQLException {
    execute("CREATE TABLE t (a INT DEFAULT (1 + 2), v INT GENERATED ALWAYS AS (a + 1) VIRTUAL,"
        + " s INT AS (a + 2) STORED)");

    assertThat(read("t").columns())
        .extracting(Column::generation)
        .containsExactly(
            Column.Generation.NONE, Column.Generation.COMPUTED, Column.Generation.COMPUTED);
  }

  @Test
  void a_table_is_renamed_changed_and_dropped() throws SQLException {
    Index index = Index.index("by_name", "person", "username");
    Column role = column("role", ColumnType.varchar(20)).notNull().defaultsTo("crew");
    make(
        SchemaChange.createTable(user()),
        SchemaChange.renameTable("user", "person"),
        SchemaChange.addColumn("person", role),
        SchemaChange.createIndex(index),
        SchemaChange.renameColumn("person", "role", "duty"));

    assertThat(read("person").columns())
        .extracting(Column::name)
        .containsExactly("id", "username", "duty");
    assertDone(SchemaChange.createIndex(index));

    make(
        SchemaChange.dropIndex(index),
        SchemaChange.dropColumn("person", column("duty", ColumnType.varchar(20))),
        SchemaChange.dropTable(Table.table("person")));
    assertThat(dialect.readTable(connection, "person")).isEmpty();
    assertThat(dialect.readIndexes(connection, "person")).isEmpty();
    assertThat(dialect.tableNames(connection)).isEmpty();
  }

  @Test
  void names_are_odd_and_belong_to_the_current_database() throws SQLException {
    Table odd = Table.table("a `b\" %_?")
        .column(column("c `d\" ?", ColumnType.integer()).identity())
        .column(column("Größe", ColumnType.varchar(9)).defaultsTo("?"));
    make(SchemaChange.createTable(odd));

    assertDone(SchemaChange.createTable(odd));
    assertThat(dialect.tableNames(connection)).containsExactly(odd.name());
    assertThat(dialect.readTable(connection, "a `b\" %__")).isEmpty();
    assertThat(dialect.readTable(connection, "user")).isEmpty();
  }

  @Test
  void the_servers_setting_says_whether_the_case_of_a_tables_name_counts() throws SQLException {
    make(SchemaChange.createTable(user()));
    boolean counts = query("SELECT @@lower_case_table_names").equals(List.of("0"));

    assertThat(dialect.readTable(connection, "USER").isEmpty()).isEqualTo(counts);
    assertThat(dialect.kindOf(connection, "User").isEmpty()).isEqualTo(counts);
    assertThat(read("user").find("USERNAME")).isPresent();
  }

  @Test
  void kinds_of_objects_are_told_and_described() throws SQLException {
    make(SchemaChange.createTable(user()));
    execute(
        "CREATE VIEW names AS SELECT username FROM user",
        "CREATE TRIGGER lower_it BEFORE INSERT ON user FOR EACH ROW"
            + " BEGIN SET NEW.username = LOWER(NEW.username); SET @a = 1; END",
        "CREATE PROCEDURE p() BEGIN SELECT 1; END",
        "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1",
        "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DO SELECT 1",
        "INSERT INTO user (username) VALUES ('A')");

    assertThat(dialect.kindOf(connection, "user")).contains("table");
    assertThat(dialect.kindOf(connection, "names")).contains("view");
    assertThat(dialect.kindOf(connection, "lower_it")).contains("trigger");
    assertThat(dialect.kindOf(connection, "username")).isEmpty();
    assertThat(dialect.readTable(connection, "names")).isEmpty();
    assertThat(dialect.readObjects(connection))
        .extracting(SchemaObject::type, SchemaObject::name, SchemaObject::table)
        .map(Object::toString)
        .containsExactly(
            "(\"table\", \"user\", \"user\")",
            "(\"view\", \"names\", \"names\")",
            "(\"trigger\", \"lower_it\", \"user\")",
            "(\"function\", \"f\", \"f\")",
            "(\"procedure\", \"p\", \"p\")",
            "(\"event\", \"e\", \"e\")");
    assertThat(dialect.readObjects(connection))
        .allSatisfy(object -> assertThat(object.definition()).startsWith("CREATE "))
        .noneSatisfy(object -> assertThat(object.definition()).contains("AUTO_INCREMENT=2"));
  }

  @Test
  void the_history_table_takes_every_row_once_and_tells_the_last_of_each_module()
      throws SQLException {
    execute(dialect
        .createHistoryTable(TableName.unqualified("migration_history"))
        .toArray(String[]::new));
    String insert =
        "INSERT INTO migration_history (seq, event, module, version, digest, at) VALUES ";
    assertThat(query(dialect.lastRowOfEachModule(TableName.unqualified("migration_history"))))
        .isEmpty();

    execute(
        insert + "(1, 'APPLIED', 'a', '1', 'd1', " + dialect.currentUtcTimestamp() + ")",
        insert + "(2, 'FAILED', 'b', '1', 'd2', NULL)",
        insert + "(3, 'APPLIED', 'A', '1', 'd3', NULL)",
        insert + "(4, 'APPLIED', 'a', '2', 'd4', NULL)");

    assertThat(query(dialect.lastRowOfEachModule(TableName.unqualified("migration_history"))))
        .containsExactlyInAnyOrder("b|2|FAILED|d2", "A|3|APPLIED|d3", "a|4|APPLIED|d4");
    assertThat(query("SELECT at FROM migration_history WHERE seq = 1").get(0))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
    SQLException again = catchThrowableOfType(
        SQLException.class, () -> execute(insert + "(4, 'APPLIED', 'a', '3', '', NULL)"));
    assertThat(dialect.classify(again)).isEqualTo(ErrorKind.DUPLICATE_KEY);
    SQLException twice = catchThrowableOfType(
        SQLException.class,
        () -> execute(dialect
            .createHistoryTable(TableName.unqualified("migration_history"))
            .toArray(String[]::new)));
    assertThat(dialect.classify(twice)).isEqualTo(ErrorKind.ALREADY_EXISTS);
  }

  @Test
  void the_last_rows_are_found_by_jumps_however_long_the_history_is() throws SQLException {
    execute(dialect.createHistoryTable(TableName.unqualified("h")).toArray(String[]::new));
    execute("INSERT INTO h (seq, event, module, version) VALUES (1, 'APPLIED', 'a', '1'),"
        + " (2, 'APPLIED', 'b', '1')");
    for (int rows = 2; rows < 4096; rows *= 2) {
      execute("INSERT INTO h (seq, event, module, version) SELECT seq + " + rows
          + ", event, module, version FROM h");
    }

    execute("ANALYZE TABLE h", "FLUSH STATUS");
    assertThat(query(dialect.lastRowOfEachModule(TableName.unqualified("h")))).hasSize(2);

    assertThat(query("SHOW SESSION STATUS LIKE 'Handler_read_next'"))
        .containsExactly("Handler_read_next|0");
  }

  @Test
  void errors_of_a_real_server_are_told_apart() throws SQLException {
    make(SchemaChange.createTable(user()));
    execute("INSERT INTO user (username) VALUES ('a')");

    assertThat(kindOfError("SELECT * FROM nothing")).isEqualTo(ErrorKind.NO_SUCH_TABLE);
    assertThat(kindOfError("DROP TABLE nothing")).isEqualTo(ErrorKind.NO_SUCH_TABLE);
    assertThat(kindOfError("INSERT INTO user (username) VALUES ('a')"))
        .isEqualTo(ErrorKind.DUPLICATE_KEY);
    assertThat(kindOfError("nonsense")).isEqualTo(ErrorKind.OTHER);
    assertThat(kindOfError("INSERT INTO user (username) VALUES (NULL)")).isEqualTo(ErrorKind.OTHER);
    execute("SET SESSION TRANSACTION READ ONLY");
    assertThat(kindOfError("INSERT INTO user (username) VALUES ('b')"))
        .isEqualTo(ErrorKind.READ_ONLY);
    execute("SET SESSION TRANSACTION READ WRITE");
    try (Connection other = database.connect();
        Statement locking = other.createStatement()) {
      other.setAutoCommit(false);
      locking.execute("UPDATE user SET username = 'c'");
      execute("SET innodb_lock_wait_timeout = 1, lock_wait_timeout = 1");
      assertThat(kindOfError("UPDATE user SET username = 'd'")).isEqualTo(ErrorKind.BUSY);
      assertThat(kindOfError("ALTER TABLE user ADD COLUMN b INT")).isEqualTo(ErrorKind.BUSY);
      other.rollback();
    }
  }

  @Test
  void what_is_read_as_one_statement_is_one_to_the_server_too() throws SQLException {
    execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT, b INT, `end` INT)");
    List<String> statements = List.of(
        "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW"
            + " IF NEW.a IS NULL THEN SET NEW.a = 1; ELSEIF NEW.b THEN SET NEW.a = 2; END IF",
        "CREATE TRIGGER begin BEFORE UPDATE ON t FOR EACH ROW"
            + " BEGIN SET NEW.a = IF(NEW.b, 1, 2); IF (NEW.a) > 1 THEN SET NEW.b = 1; END IF; END;",
        """
        CREATE PROCEDURE p(IN x INT) COMMENT 'a; b' outer_one: BEGIN -- ; END
          DECLARE done INT DEFAULT 0; # END;
          DECLARE c CURSOR FOR SELECT a FROM t;
          DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN SET done = 1; END;
          OPEN c;
          again: LOOP
            FETCH c INTO x;
            IF done THEN LEAVE again; END IF;
          END LOOP again;
          CLOSE c;
          WHILE x > 0 DO SET x = x - 1; END WHILE;
          REPEAT SET @a = REPEAT('END;', 2); UNTIL 1 END REPEAT;
          CASE x WHEN 0 THEN SELECT 1; ELSE BEGIN END; END CASE;
          SELECT CASE WHEN x THEN 2 END AS b, t.end FROM t FOR UPDATE;
          IF NOT EXISTS (SELECT 1 FROM t) THEN COMMIT; END IF;
          DROP TEMPORARY TABLE IF EXISTS tmp;
        END outer_one""",
        "CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC"
            + " RETURN IF(a, CASE a WHEN 1 THEN 2 END, 3)",
        // MySQL would run it at once
        "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DISABLE DO BEGIN DELETE FROM t; DELETE FROM t;"
            + " END",
        "ALTER EVENT e DO BEGIN DELETE FROM t; END",
        "INSERT INTO t (a) SELECT 5--1 /*! + 1 */ /* ; */ # ;",
        "/*!50003 CREATE*/ /*!50003 TRIGGER g3 BEFORE DELETE ON t FOR EACH ROW"
            + " BEGIN SET @a = 'it\\'s; END'; END */;",
        "SET @a = 'a\\\\', @b = \"b;\"\"\", @c = IF(1, 2, 3)");

    for (String sql : statements) {
      assertThat(dialect.check(sql).kind()).as(sql).isNotEqualTo(StatementCheck.Kind.REFUSED);
      execute(sql);
    }
    assertThat(query("SELECT a FROM t")).containsExactly("7");
    assertThat(kindOfError("SELECT '\\\\'; COMMIT")).isEqualTo(ErrorKind.OTHER);
  }

  @Test
  void a_lost_connection_and_a_missing_privilege_are_told() throws SQLException {
    make(SchemaChange.createTable(user()));
    String account = "m" + UUID.randomUUID().toString().substring(24);
    execute(
        "CREATE USER " + account + "@'%' IDENTIFIED BY 'secret'",
        "GRANT SELECT ON " + database.name() + ".* TO " + account + "@'%'",
        // a server that has an anonymous user prefers that one for this host
        "CREATE USER " + account + "@localhost IDENTIFIED BY 'secret'",
        "GRANT SELECT ON " + database.name() + ".* TO " + account + "@localhost");
    // MySQL encrypts a password that comes over an open line, with a key that it has to hand out
    // first
    String url = database.jdbcUrl().replaceAll("\\?.*", "") + "?allowPublicKeyRetrieval=true";
    try (Connection poor = DriverManager.getConnection(url, account, "secret");
        Statement statement = poor.createStatement()) {
      SQLException denied = catchThrowableOfType(
          SQLException.class, () -> statement.execute("CREATE TABLE t (a INT)"));
      assertThat(dialect.classify(denied)).isEqualTo(ErrorKind.MISSING_PRIVILEGE);
      assertThat(dialect.missingPrivilege(denied, "").orElseThrow()).startsWith("CREATE on table");

      try (ResultSet id = statement.executeQuery("SELECT CONNECTION_ID()")) {
        id.next();
        execute("KILL " + id.getLong(1));
      }
      SQLException lost =
          catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT 1"));
      assertThat(dialect.classify(lost)).isEqualTo(ErrorKind.CONNECTION_LOST);
    } finally {
      execute("DROP USER " + account + "@'%', " + account + "@localhost");
    }
    SQLException noEntry = catchThrowableOfType(
        SQLException.class, () -> DriverManager.getConnection(url, account, "wrong"));
    assertThat(dialect.classify(noEntry)).isEqualTo(ErrorKind.CANNOT_OPEN);
  }

  private ErrorKind kindOfError(String sql) {
    return dialect.classify(catchThrowableOfType(SQLException.class, () -> execute(sql)));
  }
}
