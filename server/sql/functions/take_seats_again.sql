-- Takes the seats of an order whose hold is gone, as sold, for the hold `p_hold`: all of them, or none.
--
-- The rule is that of claim_seats: a seat nobody has is free, and so is one whose hold's time is over by this database's
-- clock, swept or not. What was taken in vain is given up before anybody sees it. In ascending order, as claim_seats, so
-- that the two cannot wait for each other in a circle. No cap is asked about: these seats have been paid for.
create or replace function take_seats_again(p_event uuid, p_hold uuid, p_seats integer[], p_clock timestamptz)
returns boolean
language plpgsql as $$
declare
  v_taken integer;
begin
  insert into claims as c (event_id, seat, state, expires_at, hold_id)
  select p_event, s.seat, 2, null, p_hold from unnest(p_seats) s(seat) order by s.seat
      on conflict (event_id, seat) do update
     set state = 2, expires_at = null, hold_id = excluded.hold_id
   where c.expires_at <= p_clock;
  get diagnostics v_taken = row_count;
  if v_taken = cardinality(p_seats) then
    return true;
  end if;
  delete from claims c where c.event_id = p_event and c.seat = any (p_seats) and c.hold_id = p_hold;
  return false;
end
$$;
