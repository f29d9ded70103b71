-- Makes exactly these seats of an event the retired ones: a seat that the plan no longer has stays in its place for
-- ever, as a claim that nobody can take over. Seats retired before that are not among them come back as free.
--
-- A seat that somebody holds (live by this database's clock) or owns is never dropped. All of the seats are retired, or
-- none is and those in use are returned; the caller then rolls its change of the plan back.
-- Races: a claim on one of these seats and its retirement meet at the primary key. Whichever comes second waits for the
-- first to commit, and finds a live hold (in use) or a claim without an end (taken). A lapsed hold is taken over.
create or replace function retire_seats(p_event uuid, p_retired integer[]) returns integer[]
language plpgsql as $$
declare
  v_clock  timestamptz := clock_timestamp();
  v_in_use integer[];
begin
  -- Refused here, a change that was hopeless from the start has locked nobody's claim.
  v_in_use := array(
    select c.seat from claims c
     where c.event_id = p_event and c.seat = any (p_retired) and (c.state = 2 or c.expires_at > v_clock)
     order by c.seat
  );
  if v_in_use <> '{}' then
    return v_in_use;
  end if;

  -- In ascending order, as claim_seats does, so that the two cannot wait for each other in a circle.
  insert into claims as c (event_id, seat, state)
  select p_event, s.seat, 4
    from (select distinct seat from unnest(p_retired) seat) s
   where not exists (select from claims o where o.event_id = p_event and o.seat = s.seat and o.state = 4)
   order by s.seat
      on conflict (event_id, seat) do update
     set state = 4, expires_at = null, hold_id = null
   where c.state >= 3 or c.expires_at <= v_clock;

  v_in_use := array(
    select s.seat from unnest(p_retired) s(seat)
     where not exists (select from claims c where c.event_id = p_event and c.seat = s.seat and c.state = 4)
     order by s.seat
  );
  if v_in_use = '{}' then
    delete from claims c where c.event_id = p_event and c.state = 4 and c.seat <> all (p_retired);
  end if;
  return v_in_use;
end
$$;
