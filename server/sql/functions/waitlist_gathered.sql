-- How many seats are kept for a place already. Their hold is nobody's, so its owner cannot read it.
create or replace function waitlist_gathered(p_event uuid, p_id uuid) returns integer
language sql stable security definer set search_path = public as $$
  select coalesce((
    select cardinality(h.seats)
      from waitlist w
      join holds h on h.event_id = p_event and h.id = w.hold_id and h.state = 1
     where w.event_id = p_event and w.id = p_id and w.state = 2
  ), 0)
$$;
