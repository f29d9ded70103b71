-- Lets an act that frees seats go ahead where nobody waits for them: gives the event back, or fails (FH002) before anything
-- has been done. Then the act is begun again as one that offers (inventory/free-seats.ts).
--
-- The lock is shared: acts that free seats do not wait for each other. It is held until they have committed, so whoever joins
-- (exclusively) either is seen here, or sees what they have freed. One lock and one probe of an index that is empty.
create or replace function nobody_waits(p_event uuid) returns uuid
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(p_event::text, 3));
  if exists (select from waitlist w where w.event_id = p_event and w.state in (1, 2)) then
    raise exception 'somebody waits for seats of this event' using errcode = 'FH002';
  end if;
  return p_event;
end
$$;
