-- Takes seats of a confirmed order back: their tickets are void, their claims gone. Only claims of the order's own hold: a
-- seat that is somebody else's by now stays theirs. Returns the seats that this call freed.
-- Called with the order's hold locked.
create or replace function free_order_seats(p_event uuid, p_order uuid, p_hold uuid, p_seats integer[])
returns integer[]
language plpgsql as $$
declare
  v_freed integer[];
begin
  with gone as (
    delete from claims c
     using (
       select f.ctid as row from claims f
        where f.event_id = p_event and f.seat = any (p_seats) and f.hold_id = p_hold
        order by f.seat for update
     ) l
     where c.event_id = p_event and c.ctid = l.row
    returning c.seat
  )
  select coalesce(array_agg(seat order by seat), '{}') into v_freed from gone;
  update tickets t set state = 2
   where t.event_id = p_event and t.order_id = p_order and t.seat = any (p_seats) and t.state = 1;
  return v_freed;
end
$$;
