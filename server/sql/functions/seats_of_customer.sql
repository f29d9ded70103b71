-- How many seats of an event a customer has now, as claim_seats counts them for the cap: bought, or in a hold that is live.
create or replace function seats_of_customer(p_event uuid, p_customer uuid) returns integer
language sql volatile as $$
  select count(*)::integer
    from holds h
   cross join unnest(h.seats) s
    join claims c on c.event_id = p_event and c.seat = s and c.hold_id = h.id
   where h.event_id = p_event and h.customer_id = p_customer and h.state in (1, 2)
     and (c.state = 2 or c.expires_at > clock_timestamp())
$$;
