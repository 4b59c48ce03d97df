DROP VIEW IF EXISTS crew_list;
CREATE VIEW crew_list AS SELECT name, phone FROM crew;
