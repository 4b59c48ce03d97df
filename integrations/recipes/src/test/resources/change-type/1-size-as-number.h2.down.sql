-- migrate: safe-to-repeat
ALTER TABLE costume ALTER COLUMN size SET DATA TYPE VARCHAR(10);
