-- migrate: safe-to-repeat
-- migrate: depends-on shoes
CREATE TABLE IF NOT EXISTS lace (colour VARCHAR_IGNORECASE(20));
