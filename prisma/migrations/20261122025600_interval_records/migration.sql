-- The few records that cover an interval are found without reading the events around them.
create index event_interval on event (principal_id, event_time) where window_end is not null;
