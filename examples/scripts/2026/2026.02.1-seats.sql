-- migrate: module house
-- migrate: description The seats of the house, row by row
CREATE TABLE seat (
  id INTEGER NOT NULL PRIMARY KEY,
  row_label VARCHAR(3) NOT NULL,
  place INTEGER NOT NULL,
  UNIQUE (row_label, place)
);

INSERT INTO seat (id, row_label, place) VALUES
  (1, 'A', 1),
  (2, 'A', 2),
  (3, 'B', 1); -- the others; come later
