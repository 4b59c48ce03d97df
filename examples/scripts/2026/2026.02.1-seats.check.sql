-- true if there is such a table; a query that fails would stop the run
SELECT COUNT(*) FROM information_schema.tables
WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) = 'seat';
