DELETE FROM crew WHERE place IS NULL OR place > 0;
