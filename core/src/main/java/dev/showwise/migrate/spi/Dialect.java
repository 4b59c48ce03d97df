package dev.showwise.migrate.spi;

import dev.showwise.migrate.DialectFacts;
import dev.showwise.migrate.schema.ColumnType;
import dev.showwise.migrate.schema.DefaultValue;
import dev.showwise.migrate.schema.Index;
import dev.showwise.migrate.schema.SchemaChange;
import dev.showwise.migrate.schema.SchemaObject;
import dev.showwise.migrate.schema.Table;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One database product: its SQL, its facts, how its schema is read and its errors are told apart.
 * Holds no connection and opens none; works on the one that is handed in and leaves its transaction
 * alone. Stateless and safe for use by several threads. The built-in ones are asked first, then those that
 * {@link java.util.ServiceLoader} finds.
 */
public interface Dialect extends DialectFacts {

  /**
   * Whether this dialect is for the product behind a connection.
   *
   * @throws SQLException if the metadata cannot be read
   */
  boolean supports(DatabaseMetaData metaData) throws SQLException;

  // --- SQL text

  /** The statements that make a change, in order; each is one statement without a semicolon. */
  List<String> statements(SchemaChange change);

  /** A table's name quoted for use in SQL, with its schema if it has one. */
  default String quote(TableName table) {
    return table.schema().map(schema -> quote(schema) + ".").orElse("") + quote(table.name());
  }

  /** The statements that create the history table and its index; fails if it is there. */
  List<String> createHistoryTable(TableName table);

  /**
   * The query that answers 'nothing to do': for each module the columns {@code module, seq, event,
   * digest} of its last row, without reading the whole table. A table that is named without its schema
   * is the one in {@link #currentSchema}; one of the same name further down a search path has no rows
   * for it.
   */
  String lastRowOfEachModule(TableName historyTable);

  /**
   * Whether a text may have several statements with semicolons between them, which are sent in one request, and
   * each of which gives a result of its own. Unless overridden: no.
   */
  default boolean takesSeveralStatements() {
    return false;
  }

  /**
   * The statements, in one text, that begin a transaction for the history and what belongs to it. Where
   * the product has a way to exclude other writers from the start, it does; else the row that is
   * appended does. In it, what others commit is seen.
   *
   * @param limits for this transaction, where the product knows such
   * @param settings what {@link ServerSessions#schemaSetting} shall be in this transaction; empty:
   *     what the session is set to
   */
  String begin(SessionLimits limits, Map<String, String> settings);

  /**
   * The statement that limits, for the rest of the transaction, how long a statement waits for a lock;
   * empty where that is a matter of {@link ServerSessions#within the session}, or of nobody.
   */
  default Optional<String> limitLockWait(Duration lockWait) {
    return Optional.empty();
  }

  /** An expression for the server's clock in UTC as text, {@code yyyy-MM-dd HH:mm:ss.SSS}. */
  String currentUtcTimestamp();

  // --- sessions

  /**
   * How the server's sessions are told apart and seen; empty for a product without a server, whose
   * sign of life is a {@link #livenessFile file}.
   */
  Optional<ServerSessions> sessions();

  /**
   * The schema in which a table is created whose name has none.
   *
   * @return empty where names are never qualified
   * @throws SQLException if it cannot be found out, or there is none
   */
  Optional<String> currentSchema(Connection connection) throws SQLException;

  // --- schema

  /** The names of all tables but the product's own. */
  Set<String> tableNames(Connection connection) throws SQLException;

  /** A table as the database has it; empty if there is none of that name. */
  Optional<Table> readTable(Connection connection, String name) throws SQLException;

  /** The indexes of a table but for those that its keys brought. */
  List<Index> readIndexes(Connection connection, String table) throws SQLException;

  /** What sort of object has that name: table, view, index, trigger; empty for none. */
  Optional<String> kindOf(Connection connection, String name) throws SQLException;

  /** Every object of the schema but the product's own, as the database itself describes it. */
  List<SchemaObject> readObjects(Connection connection) throws SQLException;

  /**
   * The same objects by type and name alone. Their definitions may be missing, and with them what reading
   * those costs, or would need privileges for.
   */
  default List<SchemaObject> listObjects(Connection connection) throws SQLException {
    return readObjects(connection);
  }

  /** The name under which the product looks an identifier up: lower case where case does not count. */
  String normalizeName(String identifier);

  /**
   * The type in the form in which two types of this product are the same or not: what an inspected
   * one and a declared one both become before they are compared.
   */
  ColumnType normalizeType(ColumnType type);

  /** The default in the form in which two defaults of a column of that type are the same or not. */
  DefaultValue normalizeDefault(DefaultValue value, ColumnType type);

  /** How the product calls a type, for messages: {@code TEXT affinity}. */
  String describeType(ColumnType type);

  // --- checks

  /**
   * What damage the product finds in the database; quick rather than complete. Empty: none seen, or it
   * is found as pages are read, as servers do it.
   *
   * @throws SQLException if the check could not be made
   */
  default List<String> findDamage(Connection connection) throws SQLException {
    return List.of();
  }

  /**
   * Rows that violate foreign keys, counted by table and referenced table; empty where migrations run
   * with enforcement.
   *
   * @throws SQLException if they cannot be counted
   */
  default List<ForeignKeyViolation> findForeignKeyViolations(Connection connection)
      throws SQLException {
    return List.of();
  }

  /**
   * Rows of one table that violate one foreign key.
   *
   * @param table the referring table
   * @param referencedTable the table that they refer to
   * @param rows how many
   * @param example one of them, in words; empty if the product names none
   */
  record ForeignKeyViolation(String table, String referencedTable, long rows, String example) {}

  /**
   * Statements that turn off the enforcement of foreign keys for the session, to be sent before a
   * transaction begins, and {@code restore} them after; empty where migrations run with enforcement.
   */
  default Optional<ForeignKeySwitch> foreignKeySwitch() {
    return Optional.empty();
  }

  /** How a session is set back after an author's statements; empty, unless overridden: it is not. */
  default Optional<SessionSettings> sessionSettings() {
    return Optional.empty();
  }

  /**
   * How a session's enforcement of foreign keys is read, turned off and on again.
   *
   * @param query gives one row, one column: 1 if they are enforced
   * @param off turns enforcement off
   * @param on turns it on
   */
  record ForeignKeySwitch(String query, String off, String on) {}

  // --- statements

  /** What the engine must know of an author's statement before it is sent. */
  StatementCheck check(String sql);

  /**
   * What a statement is.
   *
   * @param kind its sort
   * @param reason for one that is refused: why, and what to do instead; else empty
   */
  record StatementCheck(Kind kind, String reason) {
    /** The sort of a statement. */
    public enum Kind {
      /** May be sent anywhere. */
      ORDINARY,
      /** Refused or ignored by the product in a transaction; may be sent outside one. */
      ONLY_OUTSIDE_TRANSACTION,
      /** Never sent: it would end the engine's transaction, or part of it would be lost. */
      REFUSED
    }
  }

  /** What a statement is in a script that was written for a client program. */
  enum ScriptRole {
    /** To be executed. */
    STATEMENT,
    /** It begins a transaction; the engine's takes its place. */
    BEGINS,
    /** It commits; the engine does. */
    COMMITS,
    /** It asks for what the engine does anyhow, or for locks that nobody needs here. */
    NEEDLESS
  }

  /**
   * What a statement is in a script. One that is left to the engine is not sent; what must not be left out,
   * such as a ROLLBACK, counts as a statement, and {@link #check} refuses it.
   */
  default ScriptRole roleInScript(String sql) {
    return ScriptRole.STATEMENT;
  }

  /**
   * Whether what a statement does ends with the transaction that it is in, so that whoever comes after that
   * does not see it: {@code SET LOCAL}. Unless overridden: it does not.
   */
  default boolean endsWithTransaction(String sql) {
    return false;
  }

  /**
   * What a COMMIT in the middle of a script does besides committing, and later statements of the script may see:
   * a statement that does it without committing. Empty, unless overridden: nothing.
   */
  default Optional<String> inPlaceOfCommit() {
    return Optional.empty();
  }

  /**
   * The statements of a script, cut as the product's own client program would cut them, and where that one
   * is known to be wrong, as the product itself understands them.
   *
   * @param script the script; not closed here
   * @param name what it is called in messages
   * @throws UnsupportedOperationException unless overridden
   */
  default ScriptStatements statements(Reader script, String name) {
    throw new UnsupportedOperationException("The dialect " + name() + " cannot read scripts, and "
        + name + " is one. Write the migration"
        + " in Java, or let the dialect's provider add Dialect.statements(Reader, String).");
  }

  /**
   * Why the rows that come with a statement in a script cannot be sent; empty if {@link #sendRows} can send
   * them. Asked before anything of the script runs. Unless overridden: they cannot.
   *
   * @param sql a statement with {@linkplain ScriptStatement#data data}
   */
  default Optional<String> refusalOfRows(String sql) {
    return Optional.of(
        "This statement reads rows that come after it in the script, which needs the database's"
            + " own client program. Write the rows as INSERT, or load them in a migration in Java.");
  }

  /**
   * Does what a statement with rows in its script does.
   *
   * @param connection as an author gets it
   * @param sql one that {@link #refusalOfRows} does not refuse
   * @param rows what comes with it
   * @throws SQLException if the rows cannot be read as the statement says, or the database refuses them
   * @throws IOException if the script cannot be read
   */
  default void sendRows(Connection connection, String sql, Reader rows)
      throws SQLException, IOException {
    throw new UnsupportedOperationException(refusalOfRows(sql).orElse(sql));
  }

  /**
   * The pieces of a statement that count, in order, none within another. What a product executes although it
   * looks like a comment to others counts. Unless overridden: all of it is one piece, in quotes.
   *
   * @param sql any statement, also one that the product would not understand
   */
  default List<StatementToken> tokens(String sql) {
    return sql.isEmpty()
        ? List.of()
        : List.of(new StatementToken(0, sql.length(), StatementToken.Kind.QUOTED));
  }

  /**
   * Where a statement has values, so that people can be shown the statement without them. What cannot be
   * told apart from a value counts as one.
   *
   * @param sql any statement, also one that the product would not understand
   * @return the places in order, none within another. Unless overridden: all of the statement is one
   */
  default List<Literal> literals(String sql) {
    return sql.isEmpty()
        ? List.of()
        : List.of(new Literal(0, sql.length(), Literal.MASK, Set.of()));
  }

  /**
   * Whether a failure of that statement, outside a transaction and answered by the server, means that
   * it did nothing. One that may have done a part of it is looked at by a person.
   */
  boolean failsWithoutEffect(String sql);

  /**
   * Why a statement outside a transaction that the server called done has not done what it says; empty if
   * it has, or if the product is to be believed.
   *
   * @throws SQLException if it cannot be found out
   */
  default Optional<String> leftUndone(Connection connection, String sql) throws SQLException {
    return Optional.empty();
  }

  // --- errors

  /** What an error of the driver means. */
  ErrorKind classify(SQLException error);

  /**
   * What the account may not do, in words that an administrator can act on: {@code INSERT on table
   * migration_history}, {@code ownership of table person}. It names objects and privileges, never a
   * value.
   *
   * @param error any error
   * @param sql the statement that failed, since most products name the object only; may be empty
   * @return empty for errors of every other {@linkplain ErrorKind kind}, and where there are no
   *     privileges
   */
  default Optional<String> missingPrivilege(SQLException error, String sql) {
    return Optional.empty();
  }

  /**
   * An error's message without rows' values, which some products put into it: what may be logged
   * and recorded. Names of constraints, tables and columns stay. A value that the author of a
   * statement wrote into it may stay as well, where the product quotes the statement.
   */
  default String messageOf(SQLException error) {
    String message = error.getMessage();
    return message == null ? error.getClass().getName() : message;
  }

  /**
   * Why this server or session cannot be written, as one sentence that says where to go as well;
   * empty if it can be, or if it is found out by trying. Asked once before a run changes anything,
   * in one round trip. An account that could override it is refused too: migrations belong where
   * the application writes.
   *
   * @throws SQLException if it cannot be found out
   */
  default Optional<String> readOnlyBecause(Connection connection) throws SQLException {
    return Optional.empty();
  }

  /** What an error means for what happens next. */
  enum ErrorKind {
    /**
     * A lock that others hold was refused or did not come in time; the same may succeed later. It
     * says nothing of the transaction: a COMMIT that failed so has ended it on every server (nothing
     * was written, and a second COMMIT is an empty success); on SQLite alone it is still open.
     */
    BUSY,
    /**
     * Another transaction got in the way and this one was, or must be, rolled back as a whole:
     * deadlock, serialization failure, lost certification; the same may succeed from the start. A
     * COMMIT that failed so must never be sent again: the transaction is gone and a second COMMIT
     * would be an empty success.
     */
    CONFLICT,
    /** The statement was ended by a time-out of the session or by an administrator; the session lives. */
    CANCELLED,
    /** A row of that primary key, or another unique value, is there already. */
    DUPLICATE_KEY,
    /**
     * An object of that name is there already: whoever made it may have been faster. A column is no
     * object here.
     */
    ALREADY_EXISTS,
    /** A table that the statement names is not there. */
    NO_SUCH_TABLE,
    /** The database is damaged. */
    DAMAGED,
    /** The file is no database of this product, or it is encrypted. */
    NOT_A_DATABASE,
    /** It cannot be opened: not there, no such account, no room for one more session. */
    CANNOT_OPEN,
    /** The account may not do this; see {@link Dialect#missingPrivilege}. */
    MISSING_PRIVILEGE,
    /** It cannot be written. */
    READ_ONLY,
    /** No space is left. */
    FULL,
    /**
     * The database could not read or write something. A statement that commits by itself may have taken
     * effect before that.
     */
    INPUT_OUTPUT,
    /** The connection is gone. */
    CONNECTION_LOST,
    /** Anything else: the statement is at fault. */
    OTHER
  }

  /**
   * The file that the connection's database is in, where another file can take its place while the
   * connection is open; empty for others.
   *
   * @throws SQLException if it cannot be found out
   */
  default Optional<java.nio.file.Path> databaseFile(Connection connection) throws SQLException {
    return Optional.empty();
  }

  /**
   * The file that an operating-system lock is put on while a migration runs outside a transaction,
   * as a sign of life; empty where the product shows its sessions itself, and for a database in
   * memory.
   *
   * @throws SQLException if it cannot be found out
   */
  default Optional<java.nio.file.Path> livenessFile(Connection connection) throws SQLException {
    return Optional.empty();
  }
}
