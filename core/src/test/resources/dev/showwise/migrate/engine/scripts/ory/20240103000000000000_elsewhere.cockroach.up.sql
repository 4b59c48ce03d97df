CREATE TABLE only_there (id INT);
