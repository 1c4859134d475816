-- By day: where a principal came from, and what it touched that belongs to nothing. What is not in the other rollups, and else
-- would take reading all its events. field: 0 address, 1 resource.
create table seen_day (
  principal_id int not null,
  day          timestamptz not null,
  field        smallint not null,
  value_id     int not null,
  first_at     timestamptz not null,
  dropped_at   timestamptz,                  -- the first of its events that retention dropped
  primary key (principal_id, day, field, value_id)
);

insert into seen_day (principal_id, day, field, value_id, first_at)
select e.principal_id, date_trunc('day', e.event_time at time zone 'UTC') at time zone 'UTC', s.field, s.value_id, min(e.event_time)
from event e cross join lateral (values (0::smallint, e.address_id), (1::smallint, case when e.container_id is null then e.resource_id end)) s (field, value_id)
where s.value_id is not null
group by 1, 2, 3, 4
order by 1, 2, 3, 4;
