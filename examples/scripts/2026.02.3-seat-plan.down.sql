DROP VIEW seat_plan;
