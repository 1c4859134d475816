-- What records say of a credential's session, and of the hand that uses it. Part of what tells two rows of one key apart.
alter table credential
  add column source_identity text,
  add column scope           text,             -- what it was issued to: a function, a task
  add column sign_in_session text,
  add column delivery        text,             -- version of the instance metadata service
  add column provider        text,             -- of the web identity that it was given for
  add column behalf_of       text,             -- user of a directory
  add column from_console    boolean not null default false,
  add column forwarded       boolean not null default false, -- a service called with it for its holder
  add column agent           text;             -- in whose hand it was
create index credential_session on credential (session_name, created_at) where session_name is not null;
create index credential_source_identity on credential (source_identity) where source_identity is not null;
create index credential_scope on credential (scope) where scope is not null;
create index credential_sign_in_session on credential (sign_in_session) where sign_in_session is not null;
drop index credential_principal;
create index credential_principal on credential (principal_id, created_at);
create index principal_unique_id on principal (unique_id) where unique_id is not null;

-- The first and the last hour of a credential are found at once, however long it was used.
drop index activity_hour_credential;
create index activity_hour_credential on activity_hour (credential_id, hour) where credential_id <> 0;

-- Every credential that a stored event says was issued. Goes and comes with its event.
create table issuance (
  event_id         uuid not null,
  n                smallint not null,
  event_time       timestamptz not null,
  principal_id     int not null,               -- who asked
  account_id       int not null,
  region_id        smallint not null,
  shared_event_id  uuid,
  mechanism        text not null,              -- see lib/cloudtrail/issuance.ts
  issuer_key       text,                       -- the key that was shown for it
  issued_key       text,
  issued_account   text,
  issued_name      text,
  issued_unique_id text,
  session_name     text,
  expires_at       timestamptz,
  source_identity  text,
  subject          text,
  scope            text,
  tags             text[] not null,
  primary key (event_id, n)
);
create index issuance_issued on issuance (issued_key) where issued_key is not null;
create index issuance_issuer on issuance (issuer_key, event_time) where issuer_key is not null;
create index issuance_session on issuance (session_name, event_time) where session_name is not null;
create index issuance_name on issuance (issued_account, issued_name, mechanism, principal_id);
create index issuance_name_time on issuance (issued_account, issued_name, event_time);
create index issuance_source_identity on issuance (source_identity) where source_identity is not null;
create index issuance_subject on issuance (subject) where subject is not null;

-- Roles that agents, runtimes and gateways were given, as the calls that made them say.
create table role_fact (
  event_id uuid not null,
  n        smallint not null,
  account  text not null,
  name     text not null,
  agent    text not null,
  primary key (event_id, n)
);
create index role_fact_name on role_fact (account, name);

-- Ids that the records of one run share.
create table run_mark (
  event_id      uuid not null,
  n             smallint not null,
  event_time    timestamptz not null,
  principal_id  int not null,
  credential_id int,
  kind          text not null,
  value         text not null,
  primary key (event_id, n)
);
create index run_mark_value on run_mark (value, kind, event_time);
create index run_mark_credential on run_mark (credential_id, event_time) where credential_id is not null;

-- What users say of identities; survives a rebuild. The newest one of a principal counts; without `human` it is withdrawn.
create table identity_override (
  id            bigint generated always as identity primary key,
  principal_uid uuid not null,
  human         text check (human in ('human', 'non-human', 'undetermined')),
  why           text not null,
  actor_id      uuid,
  actor_name    text not null,
  at            timestamptz not null default now()
);
create index identity_override_principal on identity_override (principal_uid, id);
