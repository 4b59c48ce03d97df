-- migrate: depends-on seats
ALTER TABLE seat ADD COLUMN for_wheelchair INTEGER DEFAULT 0 NOT NULL;
UPDATE seat SET for_wheelchair = 1 WHERE row_label = 'A';
