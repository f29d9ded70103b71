-- Cancels an order: its seats are free, its tickets void, and what was paid is recorded as refunded, in one transaction.
--
-- The hold's row is locked first, then the order's (as selling and releasing do): of several cancellations at once, one
-- does the work and the others find it done.
-- Until the event begins; an order that never was confirmed ends together with its hold.
create or replace function cancel_order(p_event uuid, p_order uuid, p_customers uuid[])
returns table (code text, hold_id uuid, customer_id uuid, freed integer[])
language plpgsql as $$
declare
  v_order  orders%rowtype;
  v_clock  timestamptz;
begin
  perform from holds h
    where h.event_id = p_event
      and h.id = (select o.hold_id from orders o
                   where o.event_id = p_event and o.id = p_order and o.customer_id = any (p_customers))
      for update;
  select * into v_order from orders o
   where o.event_id = p_event and o.id = p_order and o.customer_id = any (p_customers) for update;
  v_clock := clock_timestamp();
  hold_id := v_order.hold_id;
  customer_id := v_order.customer_id;
  freed := '{}';
  code := case
    when v_order.id is null then 'NOT_FOUND'
    when v_order.state in (3, 5) then 'CANCELLED_BEFORE'
    when v_order.state = 4 then 'NOT_CANCELLABLE'
    when v_order.state = 2 and exists (select from events e where e.id = p_event and e.starts_at <= v_clock)
      then 'NOT_CANCELLABLE'
  end;
  if code is not null then
    return next;
    return;
  end if;

  insert into refunds (event_id, id, order_id, payment_id, amount, currency, reason)
  select p_event, uuidv7(), p_order, p.id, p.amount, p.currency, 1
    from payments p
   where p.event_id = p_event and p.order_id = p_order and p.state = 2 and p.amount > 0;
  update orders o
     set state = case when found then 5 else 3 end, ended_at = v_clock, payment_deadline = null
   where o.event_id = p_event and o.id = p_order;
  update holds h
     set state = case when h.expires_at <= v_clock then 4 else 3 end, ended_at = v_clock
   where h.event_id = p_event and h.id = v_order.hold_id and h.state = 1;
  update tickets t set state = 2 where t.event_id = p_event and t.order_id = p_order and t.state = 1;
  with gone as (
    delete from claims c
     where c.event_id = p_event and c.seat = any (v_order.seats) and c.hold_id = v_order.hold_id
    returning c.seat
  )
  select coalesce(array_agg(seat), '{}') into freed from gone;
  return next;
end
$$;
