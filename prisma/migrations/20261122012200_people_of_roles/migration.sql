-- Whether people took a role over a SAML provider is found at once.
create index issuance_people on issuance (issued_account, issued_name) where mechanism = 'assume-role-with-saml';
