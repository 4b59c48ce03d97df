-- migrate: safe-to-repeat
DROP TRIGGER IF EXISTS cast_member_added;
DROP TRIGGER IF EXISTS cast_member_changed;
ALTER TABLE cast_member DROP COLUMN IF EXISTS actor_name;
