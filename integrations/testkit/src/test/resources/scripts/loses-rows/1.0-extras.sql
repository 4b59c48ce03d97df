-- migrate: safe-to-repeat
INSERT INTO crew (name) SELECT 'an extra' FROM (SELECT 1) AS one WHERE NOT EXISTS (SELECT 1 FROM crew WHERE name = 'an extra');
