-- Of which accounts, Regions and times retention dropped log files, written with each drop: what answers and coverage go by from that
-- moment on. One row for each run of it.
create table dropped_range (
  account_id int not null references account (id),
  region_id  smallint not null references region (id),
  dropped_at timestamptz not null,
  days       int,                            -- the age that was set; null where it was not kept
  by_name    text,                           -- who set it, or asked for it
  files      int not null,
  from_at    timestamptz not null,           -- the first and the last of their records
  to_at      timestamptz not null,
  primary key (account_id, region_id, dropped_at)
);

insert into dropped_range (account_id, region_id, dropped_at, files, from_at, to_at)
select s.account_id, s.region_id, f.dropped_at, count(*), min(s.first_at), max(s.last_at)
from log_file f join log_file_span s on s.log_file_id = f.id where f.dropped_at is not null group by 1, 2, 3;
