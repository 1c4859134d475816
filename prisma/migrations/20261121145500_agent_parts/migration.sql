-- Facts about what an agent is made of, and about the logging of model invocations, which is no trail's.
alter table config_fact drop constraint config_fact_aspect_check;
alter table config_fact add constraint config_fact_aspect_check check (aspect in
  ('existence', 'settings', 'selectors', 'logging', 'delivery', 'membership', 'inventory', 'part', 'invocation-logging'));
