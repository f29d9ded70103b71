-- Gives a live hold its event's hold_seconds once more, before payment begins, as often as the event allows.
--
-- p_seen is the end that the customer saw when asking. A hold that ends at another time by now has been extended since, by
-- this very request on an earlier try or by another tab's: MOVED, and nothing is extended again.
-- Races: the hold is locked first, so that it ends once, and its end is judged after that. A claim that was taken over
-- in the same instant is missed by the count of what moved, and all of it is undone (FH001).
-- The customer is locked before, as by claim_seats: a claim of theirs that no longer counts this hold, because its time
-- is over, and an extension that has just saved it, would come to more than the cap.
create or replace function extend_hold(p_event uuid, p_hold uuid, p_customer uuid, p_seen timestamptz)
returns table (code text, clock timestamptz, expires_at timestamptz, used integer, order_id uuid)
language plpgsql as $$
declare
  v_hold  holds%rowtype;
  v_event events%rowtype;
  v_moved integer;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_customer::text || p_event::text, 1));

  select * into v_hold from holds h
   where h.event_id = p_event and h.id = p_hold and h.customer_id = p_customer for update;
  select * into v_event from events e where e.id = p_event;
  clock := clock_timestamp();
  expires_at := v_hold.expires_at;
  used := v_hold.extensions_used;
  order_id := v_hold.order_id;
  code := case
    when v_hold.id is null then 'NOT_FOUND'
    when v_hold.state in (2, 3) then 'HOLD_ENDED'
    when v_hold.state = 4 or v_hold.expires_at <= clock then 'HOLD_EXPIRED'
    -- An extension is a second at least; what a client knows of the end is cut to milliseconds.
    when abs(extract(epoch from v_hold.expires_at - p_seen)) >= 0.5 then 'MOVED'
    when v_hold.order_id is not null then 'NOT_EXTENDABLE'
    when v_hold.extensions_used >= v_event.hold_extensions then 'NOT_EXTENDABLE'
    when v_event.cancelled_at is not null or least(v_event.sale_ends_at, v_event.starts_at) <= clock then 'NOT_EXTENDABLE'
  end;
  if code is not null then
    return next;
    return;
  end if;

  expires_at := v_hold.expires_at + make_interval(secs => v_event.hold_seconds);
  used := v_hold.extensions_used + 1;
  perform from claims c
    where c.event_id = p_event and c.seat = any (v_hold.seats) and c.hold_id = p_hold order by c.seat for update;
  update claims c set expires_at = extend_hold.expires_at
   where c.event_id = p_event and c.seat = any (v_hold.seats) and c.hold_id = p_hold and c.state = 1;
  get diagnostics v_moved = row_count;
  if v_moved < cardinality(v_hold.seats) then
    raise exception 'a hold lost a claim while it was being extended' using errcode = 'FH001';
  end if;
  update holds h set expires_at = extend_hold.expires_at, extensions_used = extend_hold.used
   where h.event_id = p_event and h.id = p_hold;
  code := 'EXTENDED';
  return next;
end
$$;
