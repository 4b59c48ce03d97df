-- what Flyway 13.12 left of these scripts
CREATE TABLE IF NOT EXISTS "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO flyway_schema_history VALUES(1,'1','create crew','SQL','V1__create_crew.sql',-962305039,'','2026-12-01 05:08:45.495',4,1);
INSERT INTO flyway_schema_history VALUES(2,'2','add phone','SQL','V2__add_phone.sql',-174545148,'','2026-12-01 05:08:45.517',2,1);
INSERT INTO flyway_schema_history VALUES(3,NULL,'crew list','SQL','R__crew_list.sql',-682113306,'','2026-12-01 05:08:45.533',1,1);
CREATE TABLE crew (
  id INTEGER PRIMARY KEY,
  name VARCHAR(80) NOT NULL
, phone VARCHAR(40));
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE VIEW crew_list AS SELECT name, phone FROM crew;
