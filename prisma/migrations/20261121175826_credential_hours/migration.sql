-- The hours of credentials: what `activity_hour_credential` is an index of. Whoever reads the rollup by credential reads this, and the
-- planner knows that the index holds all that is asked for. A column added to activity_hour is added here.
create view credential_hour as select * from activity_hour where credential_id <> 0;
