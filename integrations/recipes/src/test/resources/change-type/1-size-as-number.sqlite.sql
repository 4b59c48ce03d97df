DROP VIEW costume_list;

CREATE TABLE costume_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label VARCHAR(80) NOT NULL,
  size INTEGER CHECK (typeof(size) IN ('integer', 'null'))
);
INSERT INTO sqlite_sequence (name, seq)
  SELECT 'costume_new', seq FROM sqlite_sequence WHERE name = 'costume';
INSERT INTO costume_new (id, label, size) SELECT id, label, size FROM costume;
DROP TABLE costume;
ALTER TABLE costume_new RENAME TO costume;

CREATE INDEX costume_size ON costume (size);
CREATE TRIGGER costume_changed AFTER UPDATE ON costume
BEGIN
  INSERT INTO costume_log (costume_id, size) VALUES (NEW.id, NEW.size);
END;
CREATE VIEW costume_list AS SELECT label, size FROM costume;
