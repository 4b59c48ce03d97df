package dev.showwise.migrate.examples.showwise;

import java.util.List;

/**
 * The single things that the legacy scripts made, in the order in which they made them, as they wrote
 * them. A script that stopped half way left a beginning of its pieces.
 */
enum Piece {
  TODO_ITEM("""
      CREATE TABLE todo_item (id INTEGER NOT NULL, user_id INTEGER NOT NULL,
        title VARCHAR(200) NOT NULL, description TEXT, priority VARCHAR(20), is_completed BOOLEAN,
        due_date DATETIME, event_id INTEGER, created_at DATETIME, completed_at DATETIME,
        PRIMARY KEY (id), FOREIGN KEY(user_id) REFERENCES user (id),
        FOREIGN KEY(event_id) REFERENCES event (id))
      """, """
      INSERT INTO todo_item (user_id, title, priority, is_completed, due_date, event_id)
      SELECT id, 'Mend curtain ' || id, 'high', id % 2, '2026-03-01 10:00:00.000000', 1 FROM user
      """),
  CAST_MEMBER("""
      CREATE TABLE cast_member (id INTEGER NOT NULL, actor_name VARCHAR(200) NOT NULL,
        character_name VARCHAR(200) NOT NULL, role_type VARCHAR(50), contact_email VARCHAR(120),
        contact_phone VARCHAR(50), notes TEXT, event_id INTEGER, created_at DATETIME,
        PRIMARY KEY (id), FOREIGN KEY(event_id) REFERENCES event (id))
      """, """
      INSERT INTO cast_member (actor_name, character_name, notes, event_id)
      VALUES ('Ünal Åse', 'Hamlet', 'sings; "loudly"', 1), ('Bo', 'Ghost', NULL, NULL)
      """),
  IS_CAST(
      "ALTER TABLE user ADD COLUMN is_cast BOOLEAN DEFAULT 0",
      "UPDATE user SET is_cast = 1 WHERE id % 7 = 0"),
  CAST_DESCRIPTION(
      "ALTER TABLE event ADD COLUMN cast_description TEXT",
      "UPDATE event SET cast_description = 'small cast' WHERE id = 1"),
  CAST_USER(
      "ALTER TABLE cast_member ADD COLUMN user_id INTEGER",
      "UPDATE cast_member SET user_id = 7 WHERE id = 1"),
  CAST_SCHEDULE("""
      CREATE TABLE cast_schedule (id INTEGER NOT NULL, event_id INTEGER NOT NULL,
        title VARCHAR(100) NOT NULL, scheduled_time DATETIME NOT NULL, description TEXT,
        created_at DATETIME, PRIMARY KEY (id), FOREIGN KEY(event_id) REFERENCES event (id))
      """, """
      INSERT INTO cast_schedule (event_id, title, scheduled_time)
      VALUES (1, 'Costume fitting', '2026-02-02 18:00:00')
      """),
  CAST_NOTE("""
      CREATE TABLE cast_note (id INTEGER NOT NULL, event_id INTEGER NOT NULL,
        content TEXT NOT NULL, created_by VARCHAR(80) NOT NULL, created_at DATETIME,
        updated_at DATETIME, PRIMARY KEY (id), FOREIGN KEY(event_id) REFERENCES event (id))
      """, """
      INSERT INTO cast_note (event_id, content, created_by) VALUES (2, 'Bring shoes', 'crew1')
      """),
  USER_ROLE(
      "ALTER TABLE user ADD COLUMN user_role VARCHAR(20) DEFAULT 'crew'",
      // what the script did next; with the default above there never was such a row
      "UPDATE user SET user_role = 'cast' WHERE user_role IS NULL"),
  TEMPLATE("""
      CREATE TABLE stage_plan_template (id INTEGER NOT NULL, name VARCHAR(200) NOT NULL,
        description TEXT, design_data TEXT NOT NULL, thumbnail VARCHAR(300),
        created_by VARCHAR(80), created_at DATETIME, updated_at DATETIME, is_public BOOLEAN,
        PRIMARY KEY (id))
      """, """
      INSERT INTO stage_plan_template (name, design_data, is_public) VALUES ('Box set', '{}', 1)
      """),
  DESIGN("""
      CREATE TABLE stage_plan_design (id INTEGER NOT NULL, event_id INTEGER, template_id INTEGER,
        name VARCHAR(200) NOT NULL, design_data TEXT NOT NULL, thumbnail TEXT,
        created_by VARCHAR(80), created_at DATETIME, updated_at DATETIME, PRIMARY KEY (id),
        FOREIGN KEY(event_id) REFERENCES event (id),
        FOREIGN KEY(template_id) REFERENCES stage_plan_template (id))
      """, """
      INSERT INTO stage_plan_design (event_id, template_id, name, design_data)
      VALUES (1, 1, 'Elsinore', '{"objects": []}')
      """),
  OBJECT("""
      CREATE TABLE stage_plan_object (id INTEGER NOT NULL, name VARCHAR(200) NOT NULL,
        category VARCHAR(100), image_data TEXT NOT NULL, default_width INTEGER,
        default_height INTEGER, created_by VARCHAR(80), created_at DATETIME, is_public BOOLEAN,
        PRIMARY KEY (id))
      """, """
      INSERT INTO stage_plan_object (name, category, image_data, default_width, default_height,
        created_by, is_public) VALUES ('Throne', 'Props', 'data:,', 70, 90, 'crew2', 0)
      """),
  OAUTH("""
      CREATE TABLE o_auth_connection (id INTEGER NOT NULL, user_id INTEGER NOT NULL,
        provider VARCHAR(50) NOT NULL, provider_user_id VARCHAR(200) NOT NULL, email VARCHAR(200),
        access_token VARCHAR(500), refresh_token VARCHAR(500), token_expiry DATETIME,
        created_at DATETIME, last_login DATETIME, PRIMARY KEY (id),
        CONSTRAINT unique_provider_user UNIQUE (provider, provider_user_id),
        FOREIGN KEY(user_id) REFERENCES user (id))
      """, """
      INSERT INTO o_auth_connection (user_id, provider, provider_user_id) VALUES (3, 'chat', '42')
      """),
  TWO_FACTOR("""
      CREATE TABLE two_factor_auth (id INTEGER NOT NULL, user_id INTEGER NOT NULL,
        secret VARCHAR(32) NOT NULL, enabled BOOLEAN DEFAULT 0, backup_codes TEXT,
        created_at DATETIME DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id), UNIQUE (user_id),
        FOREIGN KEY(user_id) REFERENCES user (id))
      """, """
      INSERT INTO two_factor_auth (user_id, secret, enabled, backup_codes)
      VALUES (1, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', 1, '["a1", "b2"]'), (2, 'GEZDGNBVGY3TQOJQ', 0, NULL)
      """);

  /** The pieces of each script, in the order in which people ran the scripts. */
  static final List<Piece> MI = List.of(TODO_ITEM, CAST_MEMBER);

  static final List<Piece> MI2 =
      List.of(IS_CAST, CAST_DESCRIPTION, CAST_USER, CAST_SCHEDULE, CAST_NOTE);
  static final List<Piece> USERTAGS = List.of(USER_ROLE);
  static final List<Piece> STAGEPLAN = List.of(TEMPLATE, DESIGN, OBJECT);
  static final List<Piece> MI3 = List.of(OAUTH);

  private final String made;
  private final String used;

  Piece(String made, String used) {
    this.made = made;
    this.used = used;
  }

  /** What the script executed. */
  String made() {
    return made;
  }

  /** What people did with it afterwards. */
  String used() {
    return used;
  }
}
