-- migrate: safe-to-repeat
-- migrate: depends-on shoes
CREATE TABLE IF NOT EXISTS lace (colour TEXT) STRICT;
