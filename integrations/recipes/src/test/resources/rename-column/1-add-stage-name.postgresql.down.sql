DROP TRIGGER cast_member_names ON cast_member;
DROP FUNCTION cast_member_names;
ALTER TABLE cast_member DROP COLUMN stage_name;
