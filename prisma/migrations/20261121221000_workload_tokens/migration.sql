-- Whether a role was taken with the token of a workload is found at once, however often it was, and by whomever else.
create index issuance_subject_of on issuance (issued_account, issued_name, left(split_part(subject, ':', 1), 16))
  where mechanism = 'assume-role-with-web-identity';
