SELECT COUNT(*) = 2 FROM sqlite_schema WHERE name IN ('shoe', 'shoe_by_size');
