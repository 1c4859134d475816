-- Calls that start work under another role are looked for by the credential that asked: few among the marks of runs.
create index run_mark_start on run_mark (credential_id, event_time) where kind in ('start', 'start-role');
