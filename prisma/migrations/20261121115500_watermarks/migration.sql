-- How far the records of an account and Region are here, from each place that they come from.

-- What a source leaves out before it reaches us; empty where nobody said.
alter table source add column leaves_out text[] not null default '{}';

-- What a log file holds: from when to when, and how long after each event it was published. Derived with its events.
create table log_file_span (
  log_file_id int not null references log_file (id) on delete cascade,
  account_id  int not null,
  region_id   smallint not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  records     int not null,
  lags        int[] not null,                -- records by delay, see lib/integrity/delivery-lag.ts; empty without a publish time
  primary key (log_file_id, account_id, region_id)
);

create index delivered_file_time on delivered_file (account, region, publish_time);

-- Log files by the hour in which they were published, of one account and Region in one sink.
create table delivery_hour (
  sink_id int not null references sink (id) on delete cascade,
  account text not null,
  region  text not null,
  hour    timestamptz not null,
  files   int not null,
  primary key (sink_id, account, region, hour)
);
create index delivery_hour_time on delivery_hour (account, region, hour);

-- What the watermarks of a sink were taken of; another one now: they are taken anew.
alter table sink add column watermark_of text;

create table watermark (
  sink_id    int not null references sink (id) on delete cascade,
  account    text not null,
  region     text not null,
  from_at    timestamptz not null,
  until_at   timestamptz not null,
  basis      text not null check (basis in ('digests', 'file-names', 'events')),
  files      int not null,
  lag_p50_ms float8,
  lag_p99_ms float8,
  holes      jsonb not null,
  primary key (sink_id, account, region)
);

insert into log_file_span (log_file_id, account_id, region_id, first_at, last_at, records, lags)
select log_file_id, account_id, region_id, min(event_time), max(event_time), count(*), '{}' from event group by 1, 2, 3;
