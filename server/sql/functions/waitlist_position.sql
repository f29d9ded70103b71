-- How many wait in front of a place, and that one: counted, so it is true whenever somebody asks. Null when it waits no more.
-- A customer may count rows that they may not read.
create or replace function waitlist_position(p_event uuid, p_id uuid) returns integer
language sql stable security definer set search_path = public as $$
  select (select count(*) from waitlist o where o.event_id = p_event and o.state in (1, 2) and o.number <= w.number)::integer
    from waitlist w
   where w.event_id = p_event and w.id = p_id and w.state in (1, 2)
$$;
