-- RequestIDs are looked up now and then and are random: a B-tree over them cost every event 27 bytes and a random write. Bloom filters
-- over ranges of pages cost 1.3 bytes, and a lookup reads those of all ranges (a few milliseconds per million events).
drop index event_request;
create index event_request on event using brin (request_hash int8_bloom_ops (n_distinct_per_range = 2500, false_positive_rate = 0.01))
  with (pages_per_range = 32);
