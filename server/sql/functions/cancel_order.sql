-- Cancels an order, or some of its tickets: their seats are free, the tickets void, and what goes back to the buyer is
-- written down, in one transaction.
--
-- p_customers: the buyer cancels, by the event's policy (until when, and what is kept of each ticket). Null: the staff does,
-- at any time, with nothing kept, or with an amount of their own (p_amount). p_tickets null: all of the order.
-- The hold's row is locked first, then claims, then the order's (as selling and releasing do): of several cancellations at
-- once, one does the work and the others find it done. An order that never was confirmed ends together with its hold.
--
-- What goes back is part of what was paid and not yet given back, never more. Money that was only authorised is let go
-- when all of it goes back, and else captured first.
create or replace function cancel_order(
  p_event uuid, p_order uuid, p_customers uuid[], p_tickets uuid[], p_amount bigint, p_reason smallint, p_note text,
  p_by uuid
) returns table (
  code text, hold_id uuid, customer_id uuid, freed integer[], order_state smallint, refunded bigint, wants boolean
)
language plpgsql as $$
declare
  v_order   orders%rowtype;
  v_event   events%rowtype;
  v_payment payments%rowtype;
  v_clock   timestamptz;
  v_seats   integer[];
  v_tickets uuid[];
  v_whole   boolean;
  v_paid    bigint;
  v_left    bigint;
  v_fee     bigint;
begin
  perform from holds h
    where h.event_id = p_event
      and h.id = (select o.hold_id from orders o
                   where o.event_id = p_event and o.id = p_order
                     and (p_customers is null or o.customer_id = any (p_customers)))
      for update;
  select * into v_order from orders o
   where o.event_id = p_event and o.id = p_order and (p_customers is null or o.customer_id = any (p_customers));
  select * into v_event from events e where e.id = p_event;
  v_clock := clock_timestamp();
  hold_id := v_order.hold_id;
  customer_id := v_order.customer_id;
  order_state := v_order.state;
  freed := '{}';
  refunded := 0;
  wants := false;
  code := case
    when v_order.id is null then 'NOT_FOUND'
    when v_order.state in (3, 5) then 'CANCELLED_BEFORE'
    when v_order.state = 4 then 'NOT_CANCELLABLE'
    when v_order.state = 1 and p_tickets is not null then 'NOT_CANCELLABLE'
    when v_order.state = 2 and p_customers is not null
      and (not v_event.cancellable
           or v_event.starts_at - make_interval(secs => v_event.cancel_until_seconds) <= v_clock) then 'NOT_CANCELLABLE'
  end;
  if code is not null then
    return next;
    return;
  end if;

  if v_order.state = 1 then
    update holds h
       set state = case when h.expires_at <= v_clock then 4 else 3 end, ended_at = v_clock
     where h.event_id = p_event and h.id = v_order.hold_id and h.state = 1;
    freed := free_order_seats(p_event, p_order, v_order.hold_id, v_order.seats);
    update orders o set state = 3, ended_at = v_clock, payment_deadline = null
     where o.event_id = p_event and o.id = p_order;
    perform end_payments(p_event, p_order, null, v_clock);
    order_state := 3;
    wants := true;
    return next;
    return;
  end if;

  select coalesce(array_agg(t.seat), '{}'), coalesce(array_agg(t.id), '{}') into v_seats, v_tickets
    from tickets t
   where t.event_id = p_event and t.order_id = p_order and t.state = 1
     and (p_tickets is null or t.id = any (p_tickets));
  if exists (select from unnest(p_tickets) k where not exists (
       select from tickets t where t.event_id = p_event and t.order_id = p_order and t.id = k)) then
    code := 'NOT_FOUND';
  elsif v_seats = '{}' then
    code := 'CANCELLED_BEFORE';
  elsif p_customers is not null and exists (
       select from tickets t
        where t.event_id = p_event and t.order_id = p_order and t.id = any (v_tickets)
          and t.holder_email is not null and (t.holder_id = any (p_customers)) is not true) then
    -- Passed on (transfer_ticket): it is somebody else's, and only the staff can take it from them.
    code := 'NOT_CANCELLABLE';
  end if;
  if code is not null then
    return next;
    return;
  end if;
  v_whole := not exists (
    select from tickets t
     where t.event_id = p_event and t.order_id = p_order and t.state = 1 and t.id <> all (v_tickets));

  select * into v_payment from payments p where p.event_id = p_event and p.id = v_order.payment_id;
  v_paid := case when v_payment.state in (2, 3) and v_payment.wanted is distinct from 2 then v_payment.amount else 0 end;
  v_left := v_paid - coalesce((
    select sum(r.amount) from refunds r
     where r.event_id = p_event and r.payment_id = v_payment.id and r.state <> 3), 0);
  v_fee := case when p_customers is null then 0 else v_event.cancel_fee end * cardinality(v_seats);
  -- A ticket is worth its share of the order, fees and discounts included; the last ones, all that is left (domain/refund.ts).
  refunded := case
    when p_amount is not null then p_amount
    when v_whole then greatest(v_left - v_fee, 0)
    else least(v_left, greatest(0, (
      select sum(v_order.total * w.amount / nullif((select sum(a) from unnest(v_order.amounts) a), 0))
        from unnest(v_order.seats, v_order.amounts) w(seat, amount) where w.seat = any (v_seats)
    )::bigint - v_fee))
  end;
  refunded := coalesce(refunded, 0);
  if refunded > v_left then
    code := 'REFUND_TOO_LARGE';
    refunded := v_left;
    return next;
    return;
  end if;

  freed := free_order_seats(p_event, p_order, v_order.hold_id, v_seats);
  if v_whole then
    order_state := case when refunded > 0 and not (v_payment.state = 3 and refunded = v_paid) then 5 else 3 end;
    update orders o set state = cancel_order.order_state, ended_at = v_clock
     where o.event_id = p_event and o.id = p_order;
  end if;
  if v_whole and v_payment.state = 3 and refunded = v_paid then
    perform give_money_back(p_event, v_payment.id, p_reason, p_note, v_clock);
  elsif refunded > 0 then
    insert into refunds (event_id, id, order_id, payment_id, amount, currency, reason, note, tickets, requested_by,
                         due_at, created_at)
    values (p_event, uuidv7(), p_order, v_payment.id, refunded, v_payment.currency, p_reason, p_note, v_tickets, p_by,
            v_clock, v_clock);
  end if;
  wants := v_paid > 0;
  insert into mails (event_id, kind, order_id, recipient, locale, data)
  values (p_event, 'cancellation', p_order, v_order.buyer_email, v_order.locale,
          jsonb_build_object(
            'seats', case when v_whole then v_order.seats else v_seats end,
            'by', case when p_customers is null then 'staff' else 'buyer' end,
            'refund', case when refunded > 0 then jsonb_build_object('amount', refunded, 'currency', v_event.currency) end));
  return next;
end
$$;
