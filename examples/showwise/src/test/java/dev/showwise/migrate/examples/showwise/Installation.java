package dev.showwise.migrate.examples.showwise;

import dev.showwise.migrate.Migration;
import dev.showwise.migrate.engine.MigrationEngine;
import dev.showwise.migrate.twofactor.TwoFactorAuth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.sqlite.SQLiteDataSource;

/** A ShowWise installation as a real SQLite file, brought into any state of its past. */
final class Installation {
  /** All that is at hand for ShowWise. */
  static final List<Migration> MIGRATIONS = List.of(
      new BaseTables(),
      new TodoAndCast(),
      new CastFeatures(),
      new UserRoles(),
      new StagePlanDesigner(),
      new OAuthConnections(),
      new TwoFactorAuth());

  private static final String USER = """
      CREATE TABLE user (id INTEGER NOT NULL, username VARCHAR(80) NOT NULL, email VARCHAR(120),
        discord_id VARCHAR(50), discord_username VARCHAR(100), password_hash VARCHAR(200),
        is_admin BOOLEAN, created_at DATETIME,
        PRIMARY KEY (id), UNIQUE (username), UNIQUE (email), UNIQUE (discord_id))
      """;
  private static final String EVENT = """
      CREATE TABLE event (id INTEGER NOT NULL, title VARCHAR(200) NOT NULL, description TEXT,
        event_date DATETIME NOT NULL, event_end_date DATETIME, location VARCHAR(200),
        created_by VARCHAR(80), created_at DATETIME, discord_message_id VARCHAR(50),
        PRIMARY KEY (id))
      """;
  private static final List<String> OTHER_BASE_TABLES = List.of("""
      CREATE TABLE equipment (id INTEGER NOT NULL, barcode VARCHAR(100) NOT NULL,
        name VARCHAR(200) NOT NULL, category VARCHAR(100), location VARCHAR(200), notes TEXT,
        created_at DATETIME, quantity_owned INTEGER, PRIMARY KEY (id), UNIQUE (barcode))
      """, """
      CREATE TABLE crew_assignment (id INTEGER NOT NULL, event_id INTEGER NOT NULL,
        crew_member VARCHAR(80) NOT NULL, role VARCHAR(100), assigned_at DATETIME,
        assigned_via VARCHAR(20), PRIMARY KEY (id), FOREIGN KEY(event_id) REFERENCES event (id))
      """, """
      CREATE TABLE pick_list_item (id INTEGER NOT NULL, item_name VARCHAR(200) NOT NULL,
        quantity INTEGER, is_checked BOOLEAN, added_by VARCHAR(80), created_at DATETIME,
        event_id INTEGER, equipment_id INTEGER, PRIMARY KEY (id),
        FOREIGN KEY(event_id) REFERENCES event (id),
        FOREIGN KEY(equipment_id) REFERENCES equipment (id))
      """, """
      CREATE TABLE stage_plan (id INTEGER NOT NULL, title VARCHAR(200) NOT NULL,
        filename VARCHAR(300) NOT NULL, uploaded_by VARCHAR(80), created_at DATETIME,
        event_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(event_id) REFERENCES event (id))
      """);
  private static final List<String> BASE_ROWS = List.of("""
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 21)
      INSERT INTO user (id, username, email, discord_username, is_admin, created_at)
      SELECT i, 'crew' || i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'crew' || i || '@example.org' END,
        'Crew Ünit ' || i, i = 1, '2025-02-02 09:00:00.00000' || (i % 10) FROM n
      """, """
      INSERT INTO event (id, title, event_date) VALUES
        (1, 'Hamlet', '2026-04-01 19:30:00.000000'), (2, 'The ''Scottish'' Play', '2026-05-01 19:30:00')
      """, """
      INSERT INTO equipment (barcode, name, quantity_owned) VALUES ('0001', 'Drill', 2)
      """, """
      INSERT INTO crew_assignment (event_id, crew_member, role) VALUES (1, 'crew1', 'lights')
      """, """
      INSERT INTO pick_list_item (item_name, quantity, is_checked, event_id, equipment_id)
      VALUES ('Drill', 1, 0, 1, 1), ('Tape', NULL, NULL, NULL, NULL)
      """, """
      INSERT INTO stage_plan (title, filename, event_id) VALUES ('Act 1', 'act1.pdf', 1)
      """);

  private final Path file;

  private Installation(Path file) {
    this.file = file;
  }

  /** An installation without anything in it yet; the file is made with the first statement. */
  static Installation in(Path file) {
    return new Installation(file);
  }

  Path file() {
    return file;
  }

  /** The six base tables with rows in each. */
  Installation base() {
    return sql(USER, EVENT).sql(OTHER_BASE_TABLES).sql(BASE_ROWS);
  }

  /** What a script did, and what people did with it. */
  Installation ran(List<Piece> pieces) {
    for (Piece piece : pieces) {
      sql(piece.made(), piece.used());
    }
    return this;
  }

  /** Single pieces of scripts that stopped half way. */
  Installation ran(Piece... pieces) {
    return ran(List.of(pieces));
  }

  /** What a script made, before anybody used it. */
  Installation onlyMade(Piece... pieces) {
    for (Piece piece : pieces) {
      sql(piece.made());
    }
    return this;
  }

  /** All five scripts, one after the other. */
  Installation allScripts() {
    return ran(Piece.MI).ran(Piece.MI2).ran(Piece.USERTAGS).ran(Piece.STAGEPLAN).ran(Piece.MI3);
  }

  /**
   * All tables as today's application makes them at once: every column in its table, no defaults, a
   * real reference from cast members to users, truth values checked.
   */
  Installation madeByTheApplication() {
    sql(
        USER.replace(
            "PRIMARY KEY (id)",
            "is_cast BOOLEAN, user_role VARCHAR(20), CHECK (is_admin IN (0, 1)), PRIMARY KEY (id)"),
        EVENT.replace("PRIMARY KEY (id)", "cast_description TEXT, PRIMARY KEY (id)"),
        Piece.CAST_MEMBER
            .made()
            .replace(
                "PRIMARY KEY (id)",
                "user_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(user_id) REFERENCES user (id)"));
    return sql(OTHER_BASE_TABLES)
        .onlyMade(Piece.TODO_ITEM, Piece.CAST_SCHEDULE, Piece.CAST_NOTE)
        .onlyMade(Piece.TEMPLATE, Piece.DESIGN, Piece.OBJECT, Piece.OAUTH)
        .sql(Piece.TWO_FACTOR
            .made()
            .replace(" DEFAULT 0", "")
            .replace(" DEFAULT CURRENT_TIMESTAMP", ""))
        .sql(BASE_ROWS);
  }

  /** An object in the stage plan designer, as the script wrote it. */
  Installation object(String name) {
    return sql("INSERT INTO stage_plan_object (name, category, image_data, default_width,"
        + " default_height, created_by, is_public) VALUES ('" + name
        + "', 'Old', 'data:image/svg+xml,old', 1, 2, 'System', 1)");
  }

  Installation sql(List<String> statements) {
    return sql(statements.toArray(String[]::new));
  }

  /** Statements, each for itself, with foreign keys unchecked as in the application. */
  Installation sql(String... statements) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Leaves the last statement in a write-ahead log that nobody has merged, as a process does that was
   * killed.
   */
  Installation killedAfter(String lastStatement) {
    Path live = file.resolveSibling(file.getFileName() + "-live");
    try {
      Files.move(file, live);
      try (Connection connection = in(live).dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA wal_autocheckpoint = 0");
        statement.execute(lastStatement);
        Files.copy(live, file);
        Files.copy(Path.of(live + "-wal"), Path.of(file + "-wal"));
      }
      return this;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  SQLiteDataSource dataSource() {
    SQLiteDataSource dataSource = new SQLiteDataSource();
    dataSource.setUrl("jdbc:sqlite:" + file);
    return dataSource;
  }

  /** An engine with all migrations of ShowWise. */
  MigrationEngine engine() {
    return MigrationEngine.builder(dataSource()).migrations(MIGRATIONS).build();
  }

  /** What is in it, read from a copy: to open the file itself would merge its write-ahead log. */
  Snapshot snapshot() {
    try {
      Path copy =
          Files.createTempDirectory(file.toAbsolutePath().getParent(), "copy").resolve("copy.db");
      Files.copy(file, copy);
      Path log = Path.of(file + "-wal");
      if (Files.exists(log)) {
        Files.copy(log, Path.of(copy + "-wal"));
      }
      return Snapshot.of(in(copy).dataSource());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of the file as a number to compare. */
  String sha256() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
