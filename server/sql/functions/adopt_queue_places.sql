-- A guest has become an account: their places in queues are the account's from now on. Where both have one, the better one
-- stays (let in before waiting, then the lower number, before the draw the earlier arrival) and the other is given up, so that
-- nobody takes part in a draw twice.
create or replace function adopt_queue_places(p_guest uuid, p_user uuid)
returns void
language plpgsql
as $$
declare
  v_guest queue_entries%rowtype;
  v_user  queue_entries%rowtype;
  v_event uuid;
begin
  for v_event in
    select e.event_id from queue_entries e where e.customer_id = p_guest and e.state in (1, 2) order by 1
  loop
    -- The lock that joins take: the account cannot get another place in between.
    perform from queues q where q.event_id = v_event for update;
    select * into v_guest from queue_entries e
     where e.event_id = v_event and e.customer_id = p_guest and e.state in (1, 2) for update;
    continue when not found;
    select * into v_user from queue_entries e
     where e.event_id = v_event and e.customer_id = p_user and e.state in (1, 2) for update;
    if found then
      if (v_guest.state, -coalesce(v_guest.number, 0), v_user.joined_at) > (v_user.state, -coalesce(v_user.number, 0), v_guest.joined_at) then
        update queue_entries e set state = 4, ended_at = clock_timestamp() where e.event_id = v_event and e.id = v_user.id;
      else
        update queue_entries e set state = 4, ended_at = clock_timestamp() where e.event_id = v_event and e.id = v_guest.id;
        continue;
      end if;
    end if;
    update queue_entries e set customer_id = p_user where e.event_id = v_event and e.id = v_guest.id;
  end loop;
end
$$;
