-- What is pulled from S3: each pull with what it is about, and every object that was listed, so that none is fetched twice.

alter table ingest_run drop constraint ingest_run_kind_check;
alter table ingest_run add constraint ingest_run_kind_check check (kind in ('cli', 'upload', 'demo', 'rebuild', 's3'));

create table s3_pull (
  run_id      uuid primary key references ingest_run (id) on delete cascade,
  bucket      text not null,
  prefix      text not null,
  accounts    text[] not null,               -- empty: all
  regions     text[] not null,
  from_at     timestamptz,
  to_at       timestamptz,
  profile     text,
  role_arn    text,
  external_id text,
  endpoint    text,                          -- of an S3-compatible store; null: AWS
  -- What the listing found; null until it has ended.
  found_files int,
  found_bytes bigint,
  here_files  int,                           -- of those found, loaded by an earlier pull
  first_day   text,
  last_day    text
);

create table s3_object (
  endpoint text not null,                    -- '' for AWS
  bucket   text not null,
  key      text not null,
  etag     text not null,
  bytes    bigint not null,
  day      text not null,                    -- on which it was delivered, 2026-10-05; '' where nothing says
  run_id   uuid not null,                    -- the pull that listed it last while it was still to be loaded
  done_at  timestamptz,                      -- its content is committed
  failure  text,                             -- why that pull could not read it
  primary key (endpoint, bucket, key)
);
create index s3_object_open on s3_object (run_id, day desc, key) where done_at is null;
