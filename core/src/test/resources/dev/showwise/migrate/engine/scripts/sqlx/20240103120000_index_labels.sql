CREATE INDEX seat_label ON seat (label);
