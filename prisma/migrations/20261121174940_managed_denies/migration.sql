-- Policies of an account that deny sessions, whoever they are attached to: few.
create index life_turn_policy_deny on life_turn (account, event_time) where thing = 'policy-deny' and effect = 'made';
