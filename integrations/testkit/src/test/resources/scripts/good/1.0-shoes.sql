-- migrate: safe-to-repeat
CREATE TABLE IF NOT EXISTS shoe (id INTEGER NOT NULL PRIMARY KEY, size INTEGER);
CREATE INDEX IF NOT EXISTS shoe_by_size ON shoe (size);
