-- migrate: safe-to-repeat
CREATE TABLE IF NOT EXISTS heel (height INTEGER) STRICT;
