-- Gives places in an event's queue to many visitors at once, and a verdict for each, in the jobs' order.
--
-- Jobs of one batch never share a customer. Everything happens under the lock of the event's row in queues, which
-- admissions and the draw take too: numbers are given one by one, in the order in which the jobs arrived, and whether
-- somebody is still in the draw is decided here, by this database's clock:
--   before the opening, while a draw is committed to     takes part in the draw; the number comes from it
--   after the opening, while the list is not frozen yet   no part in the draw; numbered behind it when it is frozen
--   else                                                  the next number
-- Whoever has a place already keeps it (fresh is false). closed: the room takes nobody now.
create or replace function join_queue(
  p_event uuid, p_ids uuid[], p_customers uuid[], p_addresses bytea[], p_codes text[]
) returns table (
  job integer, verdict text, id uuid, number bigint, joined_at timestamptz, state smallint, expires_at timestamptz, fresh boolean
)
language plpgsql
as $$
declare
  v_queue  queues%rowtype;
  v_event  events%rowtype;
  v_draw   queue_draws%rowtype;
  v_clock  timestamptz;
  v_open   boolean;
  v_number boolean;
  v_given  bigint := 0;
  v_place  queue_entries%rowtype;
begin
  select * into v_queue from queues q where q.event_id = p_event for update;
  select * into v_event from events e where e.id = p_event;
  select * into v_draw from queue_draws d where d.event_id = p_event;
  v_clock := clock_timestamp();
  -- A draw makes numbers once its list is frozen; without a draw they are given from the opening on.
  v_number := v_draw.event_id is null or v_draw.frozen_at is not null;
  v_open := v_queue.mode > 0 and not v_queue.draining
    and v_event.published and v_event.cancelled_at is null
    and v_event.starts_at > v_clock and (v_event.sale_ends_at is null or v_event.sale_ends_at > v_clock)
    and case v_queue.mode
          when 1 then v_draw.event_id is not null or v_event.on_sale_at is null or v_event.on_sale_at <= v_clock
          else v_queue.opened_at <= v_clock
        end;

  for job in select generate_subscripts(p_ids, 1) loop
    select * into v_place from queue_entries e
     where e.event_id = p_event and e.customer_id = p_customers[job] and e.state in (1, 2);
    fresh := not found;
    verdict := 'IN';
    if fresh then
      if v_open is not true then
        verdict := 'CLOSED';
      elsif v_queue.entry_rule = 2 then
        update queue_codes c set used = c.used + 1
         where c.event_id = p_event and c.code = p_codes[job] and c.used < c.places;
        if not found then verdict := 'CODE'; end if;
      end if;
      if verdict = 'IN' then
        if v_number then v_given := v_given + 1; end if;
        insert into queue_entries (event_id, id, customer_id, address, joined_at, number)
        values (p_event, p_ids[job], p_customers[job], p_addresses[job], v_clock,
                case when v_number then v_queue.last_number + v_given end)
        returning * into v_place;
      end if;
    end if;
    id := v_place.id; number := v_place.number; joined_at := v_place.joined_at; state := v_place.state;
    expires_at := v_place.expires_at;
    return next;
  end loop;

  if v_given > 0 then
    update queues q set last_number = q.last_number + v_given where q.event_id = p_event;
  end if;
end
$$;
