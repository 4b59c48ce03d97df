ALTER TABLE cast_member ADD COLUMN actor_name VARCHAR(200);
UPDATE cast_member SET actor_name = stage_name;
ALTER TABLE cast_member ALTER COLUMN actor_name SET NOT NULL;

CREATE FUNCTION cast_member_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.stage_name := COALESCE(NEW.stage_name, NEW.actor_name);
  ELSIF NEW.actor_name IS DISTINCT FROM OLD.actor_name THEN
    NEW.stage_name := NEW.actor_name;
  END IF;
  NEW.actor_name := NEW.stage_name;
  RETURN NEW;
END $$;

CREATE TRIGGER cast_member_names BEFORE INSERT OR UPDATE ON cast_member
  FOR EACH ROW EXECUTE FUNCTION cast_member_names();
