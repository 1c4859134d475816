-- Evidence: the bytes as they were delivered. Nothing here is ever rewritten.

create table source (
  id         int generated always as identity primary key,
  name       text not null unique,
  -- how much a copy from here is believed: 0 digest-verified, 1 pulled from S3, 2 pushed, 3 uploaded
  trust      smallint not null check (trust between 0 and 3),
  created_at timestamptz not null default now()
);

create table log_file (
  id                 int generated always as identity primary key,
  sha256             bytea not null unique check (octet_length(sha256) = 32), -- of the bytes as delivered
  source_id          int not null references source (id),
  trust              smallint not null,
  format             text not null,          -- how records lie in it, see lib/cloudtrail/formats
  compressed         boolean not null,       -- delivered as gzip
  delivered_bytes    bigint not null,
  text_bytes         bigint not null,        -- decompressed
  damage             text,                   -- why it gave less than it held when it was whole
  publish_time       timestamptz,            -- from the file name that S3 delivery gives it
  received_at        timestamptz not null default now(),
  normaliser_version int not null,
  complete           boolean not null default false, -- every segment committed
  records            int not null default 0,
  stored             int not null default 0,
  duplicates         int not null default 0,
  quarantined        int not null default 0,
  constraint log_file_conserves_records check (records = stored + duplicates + quarantined)
);
create index log_file_received on log_file (received_at, id);

create table log_file_location (
  log_file_id int not null references log_file (id) on delete cascade,
  source_id   int not null references source (id),
  path        text not null,                 -- s3://bucket/key, or a path with its archive member after '!'
  seen_at     timestamptz not null default now(),
  primary key (log_file_id, source_id, path)
);

-- A part of a log file that can be read alone: the whole file, or up to 32 MiB of a larger one, cut between records.
create table evidence_segment (
  log_file_id  int not null references log_file (id) on delete cascade,
  n            int not null,
  first_record int not null,
  records      int not null,
  text_bytes   bigint not null,
  primary key (log_file_id, n)
);

create table evidence_chunk (
  log_file_id int not null,
  segment     int not null,
  n           int not null,
  bytes       bytea not null,                -- gzip, at most 8 MiB
  primary key (log_file_id, segment, n),
  foreign key (log_file_id, segment) references evidence_segment (log_file_id, n) on delete cascade
);
alter table evidence_chunk alter column bytes set storage external;

-- CloudTrail's own digests, kept as delivered for verification.
create table digest_file (
  id          int generated always as identity primary key,
  sha256      bytea not null check (octet_length(sha256) = 32), -- of the bytes as delivered
  source_id   int not null references source (id),
  path        text not null,
  bytes       bytea not null,                -- gzip
  received_at timestamptz not null default now(),
  unique (sha256, source_id, path)
);

create table quarantine (
  log_file_id  int not null references log_file (id) on delete cascade,
  record_index int not null,
  reason       text not null,                -- kebab-case, from a closed list
  detail       text not null,
  primary key (log_file_id, record_index)
);

-- Inputs that hold no CloudTrail records, with what they are instead.
create table skipped_input (
  id         bigint generated always as identity primary key,
  run_id     uuid not null,
  path       text not null,
  reason     text not null,
  skipped_at timestamptz not null default now()
);
create index skipped_input_run on skipped_input (run_id, id);

-- Dictionaries. `id` is ours and local to this store; `uid` is derived from content and is what leaves SQL.

create table account    (id int generated always as identity primary key, account text not null unique, name text);
create table region     (id smallint generated always as identity primary key, region text not null unique);
create table error_code (id int generated always as identity primary key, code text not null unique);
create table address    (id int generated always as identity primary key, address text not null unique);
create table service    (id int generated always as identity primary key, service text not null unique); -- invokedBy

create table action (
  id       int generated always as identity primary key,
  source   text not null,
  name     text not null,
  category smallint not null,
  unique (name, source, category)
);

create table user_agent (
  id         int generated always as identity primary key,
  uid        uuid not null unique,
  user_agent text not null
);

-- What one record alone says of who called. Never changes; identities are groups of these.
create table principal (
  id         int generated always as identity primary key,
  uid        uuid not null unique,
  kind       text not null,
  key        text not null,                  -- canonical: what the uid is derived from
  account    text,
  arn        text,
  unique_id  text,                           -- AROA…, AIDA…
  name       text
);

create index principal_name on principal (name, account);

create table identity (
  id        uuid primary key,
  key       text not null unique,
  kind      text not null,
  name      text not null,
  account   text,
  arn       text,
  unique_id text,
  human     text not null check (human in ('human', 'non-human', 'undetermined')),
  reason    text not null
);
create index identity_name on identity (lower(name));

create table principal_identity (
  principal_id int primary key references principal (id),
  identity_id  uuid not null
);
create index principal_identity_identity on principal_identity (identity_id, principal_id);

create table credential (
  id           int generated always as identity primary key,
  uid          uuid not null unique,
  kind         text not null,                -- long-term, temporary, keyless, bearer
  key          text not null,                -- the access key id, or principalId + creationDate where AWS omits it
  principal_id int not null,
  created_at   timestamptz,                  -- sessionContext.attributes.creationDate
  session_name text
);
create index credential_key on credential (key);
create index credential_principal on credential (principal_id);

create table resource (
  id        int generated always as identity primary key,
  uid       uuid not null unique,
  type      text not null,                   -- AWS::S3::Object, or '' where nothing says
  key       text not null,                   -- its ARN, or the name as sent
  account   text,
  parent_id int
);
create index resource_parent on resource (parent_id) where parent_id is not null;
create index resource_key on resource (key text_pattern_ops);

-- Events: narrow, typed, pointing into the evidence.

create table event (
  event_time      timestamptz not null,
  event_id        uuid not null,
  request_hash    bigint,
  log_file_id     int not null,
  record_index    int not null,
  principal_id    int not null,
  action_id       int not null,
  account_id      int not null,
  region_id       smallint not null,
  flags           smallint not null,         -- see lib/events/event-flags.ts
  credential_id   int,
  address_id      int,
  user_agent_id   int,
  resource_id     int,                       -- what was acted on; further ones in event_resource
  container_id    int,                       -- what that belongs to: an object's bucket, an alias's agent
  error_id        int,
  via_id          int,                       -- invokedBy
  bytes           bigint,
  shared_event_id uuid,
  window_end      timestamptz                -- aggregated and insight records cover an interval
) partition by range (event_time);

create index event_principal  on event (principal_id, event_time);
create index event_resource_touch on event (resource_id, event_time) where resource_id is not null;
create index event_container  on event (container_id) where container_id is not null;
create index event_credential on event (credential_id) where credential_id is not null;
create index event_address    on event (address_id) where address_id is not null;
create index event_request    on event (request_hash) where request_hash is not null;
create index event_shared     on event (shared_event_id) where shared_event_id is not null;
create index event_time_brin  on event using brin (event_time) with (pages_per_range = 32);
create index event_log_file   on event using brin (log_file_id, record_index) with (pages_per_range = 32);

-- Where an event is. The one place that decides whether an event is new.
create table event_locator (
  event_id     uuid primary key,
  event_time   timestamptz not null,
  principal_id int not null
);

-- eventIDs that are not GUIDs, by the id that stands for them.
create table event_alias (
  event_id uuid primary key,
  text     text not null
);

create table event_resource (
  event_time   timestamptz not null,
  event_id     uuid not null,
  resource_id  int not null,
  principal_id int not null,
  role         smallint not null
);
create index event_resource_resource on event_resource (resource_id, event_time);
create index event_resource_event on event_resource (event_id);

-- Every further delivery of an event. content_hash: SHA-256 of the record with sorted keys.
create table event_copy (
  event_id     uuid not null,
  log_file_id  int not null,
  record_index int not null,
  content_hash bytea,                        -- set where this copy does not equal the stored one byte for byte
  differs      boolean not null,
  primary key (event_id, log_file_id, record_index)
);
create index event_copy_log_file on event_copy (log_file_id, record_index);

-- Rollups: committed with the events that they count. 0 stands for "none" in credential_id and container_id.
create table activity_hour (
  principal_id  int not null,
  hour          timestamptz not null,
  credential_id int not null,
  action_id     int not null,
  account_id    int not null,
  container_id  int not null,
  region_id     smallint not null,
  outcome       smallint not null,           -- 0 ok, 1 error
  events        int not null,
  bytes         bigint not null,
  first_at      timestamptz not null,
  last_at       timestamptz not null,
  primary key (principal_id, hour, credential_id, action_id, account_id, container_id, region_id, outcome)
);
create index activity_hour_credential on activity_hour (credential_id) where credential_id <> 0;
create index activity_hour_container on activity_hour (container_id) where container_id <> 0;

-- Without the credential: most credentials live for less than a day, so their days would be no fewer rows than their hours.
create table activity_day (
  principal_id  int not null,
  day           timestamptz not null,
  action_id     int not null,
  account_id    int not null,
  container_id  int not null,
  region_id     smallint not null,
  outcome       smallint not null,
  events        int not null,
  bytes         bigint not null,
  first_at      timestamptz not null,
  last_at       timestamptz not null,
  primary key (principal_id, day, action_id, account_id, container_id, region_id, outcome)
);
create index activity_day_day on activity_day (day);
