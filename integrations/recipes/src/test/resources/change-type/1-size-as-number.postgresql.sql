DROP VIEW costume_list;
ALTER TABLE costume ALTER COLUMN size TYPE INTEGER USING size::INTEGER;
CREATE VIEW costume_list AS SELECT label, size FROM costume;
