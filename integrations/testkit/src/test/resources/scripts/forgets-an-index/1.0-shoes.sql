-- migrate: safe-to-repeat
ALTER TABLE crew ADD COLUMN shoe_size INTEGER;
CREATE INDEX IF NOT EXISTS crew_by_name ON crew (name);
