--liquibase formatted sql

--changeset ada:1
CREATE TABLE crew (
  id INTEGER PRIMARY KEY,
  name VARCHAR(80) NOT NULL
);

--changeset ada:2
ALTER TABLE crew ADD COLUMN phone VARCHAR(40);
