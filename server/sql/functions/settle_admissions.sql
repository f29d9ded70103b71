-- Ends admissions: those whose customer has a confirmed order are spent, those whose time is over have expired. Notes
-- first what each of them has held, which tells how many seats one admission takes on average.
--
-- All of it follows from holds and orders, so it may be done late, twice, or by several servers at once.
create or replace function settle_admissions(p_event uuid)
returns table (spent integer, expired integer)
language plpgsql
as $$
declare
  v_clock   timestamptz := clock_timestamp();
  v_decided integer;
  v_seats   bigint;
begin
  -- Locked in one order, so that two servers settling at once wait for each other instead of in a circle.
  perform from queue_entries e where e.event_id = p_event and e.state = 2 order by e.id for update;

  with held as (
    update queue_entries e set held_seats = h.seats
      from (
        select a.id, max(cardinality(h.seats)) as seats
          from queue_entries a
          join holds h on h.event_id = p_event and h.customer_id = a.customer_id and h.created_at >= a.admitted_at
         where a.event_id = p_event and a.state = 2 and a.held_seats = 0
         group by a.id
      ) h
     where e.event_id = p_event and e.id = h.id
    returning e.held_seats
  )
  select count(*), coalesce(sum(held_seats), 0) into v_decided, v_seats from held;

  update queue_entries e set state = 3, ended_at = v_clock
   where e.event_id = p_event and e.state = 2
     and exists (select from orders o
                  where o.event_id = p_event and o.customer_id = e.customer_id and o.confirmed_at >= e.admitted_at);
  get diagnostics spent = row_count;

  with over as (
    update queue_entries e set state = 5, ended_at = v_clock
     where e.event_id = p_event and e.state = 2 and e.expires_at <= v_clock
    returning e.held_seats
  )
  select count(*), v_decided + count(*) filter (where held_seats = 0) into expired, v_decided from over;

  if v_decided > 0 then
    update queues q set decided = q.decided + v_decided, decided_seats = q.decided_seats + v_seats
     where q.event_id = p_event;
  end if;
  return next;
end
$$;
