-- migrate: depends-on wheelchairs
-- migrate: on-change
DROP VIEW IF EXISTS seat_plan;
CREATE VIEW seat_plan AS
  SELECT row_label || place AS seat, for_wheelchair FROM seat;
