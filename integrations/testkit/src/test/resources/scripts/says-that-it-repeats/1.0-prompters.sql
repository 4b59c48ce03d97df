-- migrate: safe-to-repeat
INSERT INTO crew (name) VALUES ('a prompter');
INSERT INTO crew (name) VALUES ('a stagehand');
