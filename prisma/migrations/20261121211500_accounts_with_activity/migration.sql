-- Which accounts have events at all is asked whenever files change: without it, that reads the whole rollup.
create index activity_day_account on activity_day (account_id);
