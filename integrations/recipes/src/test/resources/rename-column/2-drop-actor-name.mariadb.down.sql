-- migrate: safe-to-repeat
ALTER TABLE cast_member ADD COLUMN IF NOT EXISTS actor_name VARCHAR(200);
UPDATE cast_member SET actor_name = stage_name WHERE actor_name IS NULL;
ALTER TABLE cast_member MODIFY actor_name VARCHAR(200) NOT NULL;

CREATE OR REPLACE TRIGGER cast_member_added BEFORE INSERT ON cast_member FOR EACH ROW
BEGIN
  SET NEW.stage_name = COALESCE(NEW.stage_name, NEW.actor_name);
  SET NEW.actor_name = NEW.stage_name;
END;

CREATE OR REPLACE TRIGGER cast_member_changed BEFORE UPDATE ON cast_member FOR EACH ROW
BEGIN
  IF NEW.stage_name IS NULL OR NOT NEW.actor_name <=> OLD.actor_name THEN
    SET NEW.stage_name = NEW.actor_name;
  END IF;
  SET NEW.actor_name = NEW.stage_name;
END;

