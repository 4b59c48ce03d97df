-- migrate:up transaction:false
ALTER TABLE seat ADD COLUMN row_no INTEGER;
UPDATE seat SET row_no = 1
WHERE label LIKE 'A%';

-- migrate:down
ALTER TABLE seat DROP COLUMN row_no;
