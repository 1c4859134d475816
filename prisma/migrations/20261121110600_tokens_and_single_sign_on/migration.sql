-- People of an identity provider: known by issuer and subject, without a password here.

alter table app_user
  alter column password_hash drop not null,
  add column issuer         text,
  add column subject        text,
  add column email          text,
  add column access_lost_at timestamptz,     -- the provider's groups gave no role any more; a later sign-in may clear it
  add constraint app_user_can_sign_in check (password_hash is not null or subject is not null),
  add constraint app_user_external check ((issuer is null) = (subject is null)),
  add constraint app_user_subject unique (issuer, subject);

-- Keys for programs. Only the hash is kept: 256 random bits need no slow one.

create table api_token (
  id                uuid primary key default gen_random_uuid(),
  user_id           uuid not null references app_user (id) on delete cascade,
  name              text not null,
  hash              bytea not null unique check (length(hash) = 32),
  hint              text not null,            -- how it begins, to tell one from another
  role              text not null check (role in ('viewer', 'investigator', 'admin')),
  scopes            text[] not null check (cardinality(scopes) > 0),
  created_at        timestamptz not null default now(),
  expires_at        timestamptz not null,
  last_used_at      timestamptz,
  last_used_address text,
  revoked_at        timestamptz,
  revoked_by        text,
  check (expires_at > created_at and expires_at <= created_at + interval '366 days')
);
create index api_token_user on api_token (user_id, created_at);

-- The audit log only grows. Whoever owns the database can take this away; nothing in the application can.

alter table audit_log add column token_id uuid;
create index audit_log_action on audit_log (action, at, id);
create index audit_log_actor on audit_log (actor_name, at, id);
create index audit_log_target on audit_log (target, at, id) where target is not null;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
end $$;

create trigger audit_log_append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_audit_change();
