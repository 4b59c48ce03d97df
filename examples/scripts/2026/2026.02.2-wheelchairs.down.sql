ALTER TABLE seat DROP COLUMN for_wheelchair;
