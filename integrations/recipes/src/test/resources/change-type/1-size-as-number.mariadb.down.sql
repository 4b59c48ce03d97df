-- migrate: safe-to-repeat
ALTER TABLE costume MODIFY size VARCHAR(10);
