-- migrate: depends-on wheelchairs
-- migrate: on-change
CREATE OR REPLACE VIEW seat_plan AS
  SELECT CONCAT(row_label, CAST(place AS CHAR(3))) AS seat, for_wheelchair FROM seat;
