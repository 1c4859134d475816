-- Log files that were dropped by age: their evidence and events are gone, and what they were stays known.

alter table log_file add column dropped_at timestamptz;
create index log_file_dropped on log_file (dropped_at) where dropped_at is not null;

-- What a log file counted when it was dropped; its own counts are those of what is still here: none.
create table dropped_file (
  log_file_id int primary key references log_file (id) on delete cascade,
  records     int not null,
  stored      int not null,
  duplicates  int not null,
  quarantined int not null,
  first_at    timestamptz,                   -- of its records
  last_at     timestamptz,
  constraint dropped_file_conserves_records check (records = stored + duplicates + quarantined)
);

-- An event that went with this file: known still, so that it is not stored again when it comes once more.
alter table event_locator add column dropped_file_id int;

-- What of activity_hour has no event behind it any more. A rollup is always what its events count, and this.
create table dropped_hour (
  principal_id  int not null,
  hour          timestamptz not null,
  credential_id int not null,
  action_id     int not null,
  account_id    int not null,
  container_id  int not null,
  region_id     smallint not null,
  outcome       smallint not null,
  events        int not null,
  bytes         bigint not null,
  first_at      timestamptz not null,
  last_at       timestamptz not null,
  primary key (principal_id, hour, credential_id, action_id, account_id, container_id, region_id, outcome)
);
create index dropped_hour_hour on dropped_hour (hour);

alter table ingest_run drop constraint ingest_run_kind_check;
alter table ingest_run add constraint ingest_run_kind_check check (kind in ('cli', 'upload', 'demo', 'rebuild', 's3', 'retention'));
