CREATE TABLE seat (id INTEGER NOT NULL PRIMARY KEY, label VARCHAR(40) NOT NULL);
INSERT INTO seat (id, label) VALUES (1, 'A1; by the aisle'), (2, 'A2 -- not a comment');
