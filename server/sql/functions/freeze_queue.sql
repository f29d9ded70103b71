-- Closes the list of those who take part in the draw, once: whoever joined before the opening. Their ids and number are
-- fixed by a digest, which the public sees before the seed. Whoever came later, but before this, is numbered behind them
-- in the order of arrival. Under the lock that joins take: nobody comes in between.
create or replace function freeze_queue(p_event uuid)
returns boolean
language plpgsql
as $$
declare
  v_opening  timestamptz;
  v_entrants integer;
  v_digest   bytea;
  v_late     integer;
begin
  perform from queues q where q.event_id = p_event for update;
  select e.on_sale_at into v_opening from events e where e.id = p_event;
  if v_opening is null or v_opening > clock_timestamp() then
    return false;
  end if;
  perform from queue_draws d where d.event_id = p_event and d.frozen_at is null for update;
  if not found then
    return false;
  end if;

  update queue_entries e set drawn = true
   where e.event_id = p_event and e.state = 1 and e.number is null and e.joined_at < v_opening;
  select count(*), sha256(convert_to(coalesce(string_agg(e.id::text, E'\n' order by e.id::text collate "C"), ''), 'UTF8'))
    into v_entrants, v_digest
    from queue_entries e where e.event_id = p_event and e.drawn;

  update queue_entries e set number = v_entrants + l.place
    from (
      select i.id, row_number() over (order by i.joined_at, i.id) as place
        from queue_entries i where i.event_id = p_event and i.state = 1 and i.number is null and not i.drawn
    ) l
   where e.event_id = p_event and e.id = l.id;
  get diagnostics v_late = row_count;

  update queues q set last_number = v_entrants + v_late where q.event_id = p_event;
  update queue_draws d set frozen_at = clock_timestamp(), closes_at = v_opening, entrants = v_entrants, digest = v_digest
   where d.event_id = p_event;
  return true;
end
$$;
