-- A buyer who needs longer may be given it, as often as the event allows and only before payment begins. The bound is here
-- as well as in extend_hold: no fault of ours can keep seats from everyone else for ever.

alter table events
  add column hold_extensions smallint not null default 0 check (hold_extensions between 0 and 3);

alter table holds
  add column extensions_used smallint not null default 0 check (extensions_used between 0 and 3);
