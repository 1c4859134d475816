-- Application tables: apart from evidence, they survive a rebuild.

create table app_user (
  id              uuid primary key default gen_random_uuid(),
  username        text not null check (username = lower(username)),
  name            text not null,
  role            text not null check (role in ('viewer', 'investigator', 'admin')),
  password_hash   text not null,             -- scrypt, parameters inside
  must_change     boolean not null default false,
  session_version int not null default 1,    -- raising it ends every session of the user
  disabled_at     timestamptz,
  failed_attempts int not null default 0,
  locked_until    timestamptz,
  last_sign_in_at timestamptz,
  created_at      timestamptz not null default now(),
  unique (username)
);

create table audit_log (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default now(),
  actor_kind text not null,                  -- user, cli, job, anonymous
  actor_id   uuid,
  actor_name text not null,
  action     text not null,
  target     text,
  detail     jsonb not null default '{}',
  address    text
);
create index audit_log_at on audit_log (at, id);

create table setting (
  key   text primary key,
  value jsonb not null
);

-- One `wakeline ingest`, one upload, one rebuild: what it is doing and what came of it.
create table ingest_run (
  id          uuid primary key,
  kind        text not null check (kind in ('cli', 'upload', 'demo', 'rebuild')),
  state       text not null check (state in ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')),
  source      text not null,
  actor_name  text not null,
  started_at  timestamptz not null default now(),
  finished_at timestamptz,
  files_total int,
  bytes_total bigint,
  files       int not null default 0,        -- read, whether new or already here
  files_new   int not null default 0,
  skipped     int not null default 0,
  records     bigint not null default 0,
  stored      bigint not null default 0,
  duplicates  bigint not null default 0,
  quarantined bigint not null default 0,
  bytes       bigint not null default 0,
  error       text,
  heartbeat_at timestamptz not null default now()
);
create index ingest_run_started on ingest_run (started_at);

-- Files of an upload: what was announced, what arrived.
create table upload_file (
  id             uuid primary key default gen_random_uuid(),
  run_id         uuid not null references ingest_run (id) on delete cascade,
  name           text not null,
  announced_bytes bigint not null,
  received_bytes bigint not null default 0,
  sha256         text,
  state          text not null check (state in ('receiving', 'received', 'ingested', 'skipped', 'failed')),
  reason         text,
  records        int not null default 0,
  stored         int not null default 0,
  duplicates     int not null default 0,
  quarantined    int not null default 0
);
create index upload_file_run on upload_file (run_id);
