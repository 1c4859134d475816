-- Who asked for a run to be cancelled that a worker has: said to the worker as well, and here for where it does not hear.
alter table ingest_run add column cancel_asked_by text;
create index ingest_run_cancel_asked on ingest_run (id) where cancel_asked_by is not null;
