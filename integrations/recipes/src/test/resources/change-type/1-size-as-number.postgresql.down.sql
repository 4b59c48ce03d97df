DROP VIEW costume_list;
ALTER TABLE costume ALTER COLUMN size TYPE VARCHAR(10);
CREATE VIEW costume_list AS SELECT label, size FROM costume;
