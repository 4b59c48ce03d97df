SELECT COUNT(*) FROM sqlite_schema WHERE name = 'shoe';
