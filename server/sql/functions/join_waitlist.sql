-- Puts a customer on the waitlist, behind everybody. Called with the event's waitlist lock, after the caller has found that
-- nothing which fits is free.
--
-- A place whose offer has ended is over: the customer may wait again. The cap counts what they have now; it is asked once
-- more when it is their turn.
create or replace function join_waitlist(
  p_event uuid, p_id uuid, p_customer uuid, p_quantity integer, p_categories text[], p_area text, p_adjacent boolean,
  p_name text, p_email text, p_locale text, p_key text, p_hash text
) returns text
language plpgsql as $$
declare
  v_cap integer;
begin
  update waitlist w
     set state = waitlist_state(w.state, h.state, h.expires_at), ended_at = clock_timestamp()
    from holds h
   where w.event_id = p_event and w.customer_id = p_customer and w.state = 3
     and h.event_id = p_event and h.id = w.hold_id and waitlist_state(w.state, h.state, h.expires_at) <> 3;
  if exists (select from waitlist w where w.event_id = p_event and w.customer_id = p_customer and w.state in (1, 2, 3)) then
    return 'ALREADY_WAITING';
  end if;
  select e.max_per_customer into v_cap from events e where e.id = p_event;
  if v_cap is not null and p_quantity + seats_of_customer(p_event, p_customer) > v_cap then
    return 'LIMIT_EXCEEDED';
  end if;
  insert into waitlist (event_id, id, number, customer_id, quantity, categories, area, adjacent, buyer_name, buyer_email, locale,
                        idempotency_key, request_hash)
  values (p_event, p_id, coalesce((select max(o.number) from waitlist o where o.event_id = p_event), 0) + 1, p_customer,
          p_quantity, p_categories, p_area, p_adjacent, p_name, p_email, p_locale, p_key, p_hash);
  return 'JOINED';
end
$$;
