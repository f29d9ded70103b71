-- Takes seats of an event out of the sale: a claim of nobody's, without an end. A hold whose time is over by this
-- database's clock is taken over; a seat that is blocked already stays so.
-- Returns the seats that are held, sold or retired. When there are any the caller rolls back: all are blocked, or none.
create or replace function block_seats(p_event uuid, p_seats integer[]) returns integer[]
language plpgsql as $$
declare
  v_clock timestamptz := clock_timestamp();
begin
  -- In ascending order, as claim_seats does, so that the two cannot wait for each other in a circle.
  insert into claims as c (event_id, seat, state)
  select p_event, s.seat, 3 from (select distinct seat from unnest(p_seats) seat) s order by s.seat
      on conflict (event_id, seat) do update
     set state = 3, expires_at = null, hold_id = null
   where c.expires_at <= v_clock;

  return array(
    select c.seat from claims c
     where c.event_id = p_event and c.seat = any (p_seats) and c.state <> 3
     order by c.seat
  );
end
$$;
