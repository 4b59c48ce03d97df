ALTER TABLE crew DROP COLUMN shoe_size;
