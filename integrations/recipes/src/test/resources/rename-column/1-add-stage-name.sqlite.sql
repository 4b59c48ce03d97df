ALTER TABLE cast_member ADD COLUMN stage_name VARCHAR(200);
UPDATE cast_member SET stage_name = actor_name;

CREATE TRIGGER cast_member_added AFTER INSERT ON cast_member
BEGIN
  UPDATE cast_member
  SET stage_name = COALESCE(NEW.stage_name, NEW.actor_name),
    actor_name = COALESCE(NEW.stage_name, NEW.actor_name)
  WHERE id = NEW.id;
END;

CREATE TRIGGER cast_member_old_name AFTER UPDATE OF actor_name ON cast_member
WHEN NEW.stage_name IS NOT NEW.actor_name
BEGIN
  UPDATE cast_member SET stage_name = NEW.actor_name WHERE id = NEW.id;
END;

CREATE TRIGGER cast_member_new_name AFTER UPDATE OF stage_name ON cast_member
WHEN NEW.stage_name IS NOT NEW.actor_name
BEGIN
  UPDATE cast_member SET actor_name = NEW.stage_name WHERE id = NEW.id;
END;
