-- Whether a pull asks AWS for the public keys of the digests that it brings.
alter table s3_pull add column fetch_keys boolean not null default false;
