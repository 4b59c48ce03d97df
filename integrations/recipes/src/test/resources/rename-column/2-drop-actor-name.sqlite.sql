DROP TRIGGER cast_member_added;
DROP TRIGGER cast_member_old_name;
DROP TRIGGER cast_member_new_name;
ALTER TABLE cast_member DROP COLUMN actor_name;
