-- Lets the next visitors of an event's queue in: those with the lowest numbers that still wait, at most p_count.
--
-- The caller decided on p_count when p_serving was the last number served. If that has changed, another server has let
-- people in since, by the same figures: nothing is done. So what was decided once is carried out once, however many
-- servers decide. Visitors that leave at this moment are waited for, and passed over when they are gone.
create or replace function admit_entries(p_event uuid, p_serving bigint, p_count integer, p_credit double precision, p_credited_at timestamptz)
returns integer
language plpgsql
as $$
declare
  v_queue queues%rowtype;
  v_clock timestamptz;
  v_count integer;
  v_last  bigint;
begin
  select * into v_queue from queues q where q.event_id = p_event for update;
  if v_queue.serving <> p_serving or v_queue.paused or v_queue.mode = 0 then
    return 0;
  end if;
  v_clock := clock_timestamp();

  with next as (
    select e.id from queue_entries e
     where e.event_id = p_event and e.state = 1 and e.number > p_serving
     order by e.number limit p_count
       for update
  ), let_in as (
    update queue_entries e
       set state = 2, admitted_at = v_clock, expires_at = v_clock + make_interval(secs => v_queue.admission_seconds)
      from next
     where e.event_id = p_event and e.id = next.id and e.state = 1
    returning e.number
  )
  select count(*), max(l.number) into v_count, v_last from let_in l;

  update queues q
     set serving = coalesce(v_last, q.serving),
         admitted = q.admitted + v_count,
         credit = greatest(0, p_credit - v_count),
         credited_at = p_credited_at
   where q.event_id = p_event;
  return v_count;
end
$$;
