-- Only sign-ins are looked for by name and time: the many roles that services take need no entry.
drop index issuance_name_time;
create index issuance_sign_in on issuance (issued_account, issued_name, event_time)
  where mechanism in ('identity-center', 'console-sign-in', 'sign-in-token');
drop index issuance_name;
create index issuance_name on issuance (issued_account, issued_name, mechanism, principal_id)
  where mechanism in ('service-assume-role', 'console-sign-in');
