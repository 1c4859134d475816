-- Whether the kept bytes are those that AWS signed. Everything here but keys and signatures is derived from the evidence.

-- AWS's public keys, by the fingerprint (MD5 of the DER) that digests name. An MD5 is no identity, so the key is known by its SHA-256.
create table public_key (
  id          int generated always as identity primary key,
  der_sha256  bytea not null unique check (octet_length(der_sha256) = 32),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
  der         bytea not null,
  -- how we know that it is AWS's: 0 asked AWS, 1 handed over by somebody who may import keys, 2 lay beside the log files
  origin      smallint not null check (origin between 0 and 2),
  valid_from  timestamptz,
  valid_to    timestamptz,
  received_at timestamptz not null default now()
);
create index public_key_fingerprint on public_key (fingerprint);

-- What S3 keeps as metadata of a digest, or the digest after it repeats. By the digest's file name, which no other has.
create table digest_signature (
  file_name text not null,
  signature text not null check (signature ~ '^[0-9a-f]+$' and length(signature) between 64 and 1024),
  primary key (file_name, signature)
);

-- A digest by its content, wherever and however often it was delivered.
create table digest (
  id                 int generated always as identity primary key,
  content_sha256     bytea not null unique check (octet_length(content_sha256) = 32), -- of the decompressed bytes
  state              text not null default 'unsettled'
                     check (state in ('unsettled', 'valid', 'invalid-signature', 'no-key', 'no-signature', 'moved', 'malformed')),
  problem            text,                   -- of a malformed one
  key_id             int references public_key (id), -- the key that its signature fits
  chain              text,                   -- place, account, Region, trail and home Region: one digest an hour each
  place              text,                   -- bucket and prefix before AWSLogs/, with the organisation
  account            text,
  region             text,
  trail              text,
  is_backfill        boolean not null default false,
  bucket             text,
  key                text,
  file_name          text,
  start_at           timestamptz,
  end_at             timestamptz,
  end_text           text,                   -- as signed
  fingerprint        text,
  previous_key       text,
  previous_sha256    bytea,
  previous_signature text,
  log_files          int not null default 0
);
create index digest_chain on digest (chain, end_at);
create index digest_place on digest (place, account, region, end_at);
create index digest_open on digest (state) where state <> 'valid';
alter table digest_file add column digest_id int references digest (id);
create index digest_file_digest on digest_file (digest_id);

create table digest_entry (
  digest_id   int not null references digest (id) on delete cascade,
  n           int not null,
  bucket      text not null,
  key         text not null,
  file_name   text not null,
  sha256      bytea not null,                -- of the decompressed bytes
  log_file_id int references log_file (id) on delete set null, -- that has these bytes
  primary key (digest_id, n)
);
create index digest_entry_sha256 on digest_entry (sha256);
create index digest_entry_name on digest_entry (file_name);
create index digest_entry_log_file on digest_entry (log_file_id);

-- From when to when no digest says what was delivered.
create table digest_gap (
  chain   text not null,
  from_at timestamptz not null,
  to_at   timestamptz not null,
  kind    text not null check (kind in ('digest-missing', 'not-logging')),
  missing text,                              -- the key of the digest before the later one
  primary key (chain, from_at, to_at)
);

-- Where log files come to us from: a place in the layout of S3 delivery (one trail's, or those of several in one bucket), or a
-- source without such a layout (place '').
create table sink (
  id           int generated always as identity primary key,
  source_id    int not null references source (id),
  place        text not null,
  organisation text,
  unique (source_id, place)
);

-- A log file in a sink, with what its name says. Account and Region are '' where it says nothing.
create table delivered_file (
  log_file_id  int not null references log_file (id) on delete cascade,
  sink_id      int not null references sink (id),
  account      text not null,
  region       text not null,
  publish_time timestamptz,
  primary key (log_file_id, sink_id)
);
create index delivered_file_pair on delivered_file (sink_id, account, region, publish_time);
alter table log_file_location add column is_placed boolean not null default false;
create index log_file_location_unplaced on log_file_location (log_file_id) where not is_placed;

-- Which chains of digests speak about a sink's files.
create table digest_sink (
  sink_id int not null references sink (id),
  account text not null,
  region  text not null,
  chain   text not null,
  primary key (sink_id, account, region, chain)
);

create table log_file_content (
  log_file_id    int primary key references log_file (id) on delete cascade,
  content_sha256 bytea,                      -- of the decompressed bytes, as far as the first gzip member
  problem        text check (problem in ('trailing-data', 'damaged', 'not-kept-whole'))
);
create index log_file_content_sha256 on log_file_content (content_sha256);

-- A log file without a row is unverified.
create table log_file_integrity (
  log_file_id int primary key references log_file (id) on delete cascade,
  state       text not null check (state in ('verified', 'hash-differs', 'not-referenced', 'no-key', 'chain-broken', 'unverified')),
  reason      text,
  digest_id   int references digest (id),
  key_origin  smallint,
  checked_at  timestamptz not null default now()
);
create index log_file_integrity_state on log_file_integrity (state) where state <> 'verified';

-- What a log file is called that CloudTrail named: the same wherever it was copied to, packed or not.
alter table log_file_location add column file_name text generated always as (
  case when length(path) < 2000 then substring(path from '(?:^|[/\\!])(\d{12}_CloudTrail[^/\\!]{10,250}?)(?:\.gz)?$') end
) stored;
create index log_file_location_name on log_file_location (file_name) where file_name is not null;

-- The trust with which contested events of a file were last settled.
alter table log_file add column settled_trust smallint;
update log_file set settled_trust = trust;
create index event_copy_contested on event_copy (event_id) where content_hash is not null;

-- Accounts with their names, as Organizations lists them. Names go into `account`, which every view reads.
create table organisation_account (
  account      text primary key check (account ~ '^\d{12}$'),
  name         text not null,
  email        text,
  status       text,
  organisation text,
  parent       text,                         -- organisational unit, as a path or an id, where the list says it
  joined_at    timestamptz,
  origin       smallint not null check (origin in (1, 2)), -- 1 imported, 2 lay beside log files
  received_at  timestamptz not null default now()
);
