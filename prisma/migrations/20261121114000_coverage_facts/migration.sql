-- What was so in the configuration of logging, when, and when we learnt it. Imported facts are kept; those of events are derived.

create table config_fact (
  id          int generated always as identity primary key,
  subject     text not null,                 -- a trail's or event data store's ARN, an account, s3:<bucket>, or a key's ARN
  aspect      text not null check (aspect in ('existence', 'settings', 'selectors', 'logging', 'delivery', 'membership', 'inventory')),
  value       jsonb not null,                -- JSON null for what changed to something unknown
  from_at     timestamptz not null,
  to_at       timestamptz not null check (to_at >= from_at),
  is_change   boolean not null,              -- before it, something else may have been so
  known_at    timestamptz not null,
  origin_kind text not null check (origin_kind in ('snapshot', 'event')),
  origin_name text not null,                 -- the file, or the eventID
  trust       text not null check (trust in ('imported', 'delivered', 'uploaded')),
  event_id    uuid                           -- of the event that states it
);
-- The same fact learnt again is the same: the first time counts.
create unique index config_fact_once on config_fact
  (subject, aspect, from_at, to_at, is_change, origin_kind, origin_name, (md5(value::text)));
create index config_fact_event on config_fact (event_id) where event_id is not null;

-- The events of which facts were made, as they were then.
create table config_event (
  event_id     uuid primary key,
  log_file_id  int not null,
  record_index int not null,
  trust        smallint not null
);
