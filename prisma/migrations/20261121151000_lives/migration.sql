-- Turns in the life of what lets somebody act: made, stopped, let go on, deleted. Goes and comes with its event.
create table life_turn (
  event_id   uuid not null,
  n          smallint not null,
  event_time timestamptz not null,
  account    text not null,
  action     text not null,
  thing      text not null,               -- see lib/cloudtrail/life.ts
  key        text not null,
  owner      text,
  effect     text not null,
  before_at  timestamptz,
  primary key (event_id, n)
);
create index life_turn_key on life_turn (key, thing, account, event_time);
create index life_turn_owner on life_turn (owner, thing, account, event_time) where owner is not null;

-- Passwords and keys for one service are looked for by whose they are.
create index issuance_standing on issuance (issued_account, issued_name, event_time) where mechanism in (
  'create-login-profile', 'update-login-profile', 'change-password', 'create-service-specific-credential', 'reset-service-specific-credential');
