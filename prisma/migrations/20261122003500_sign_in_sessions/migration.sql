-- Tokens of a sign-in session are looked for by it.
create index issuance_sign_in_session on issuance (scope, event_time) where mechanism = 'oauth-token' and scope is not null;
