-- Confirms an order whose seats have just become sold claims of `p_hold`: tickets, the order, its other attempts to pay
-- ended, and the mail that says so. Called by settle_payment, with the hold locked.
create or replace function confirm_order(
  p_event uuid, p_order uuid, p_hold uuid, p_seats integer[], p_payment uuid, p_late boolean, p_clock timestamptz
) returns void
language plpgsql as $$
declare
  v_order orders%rowtype;
begin
  select * into v_order from orders o where o.event_id = p_event and o.id = p_order for update;
  insert into tickets (event_id, order_id, seat) select p_event, p_order, s from unnest(p_seats) s;
  update orders o
     set state = 2, confirmed_at = p_clock, ended_at = null, payment_deadline = null, payment_id = p_payment,
         hold_id = p_hold, seats = p_seats, paid_late = p_late,
         replaced_seats = case when o.seats <> p_seats then o.seats end
   where o.event_id = p_event and o.id = p_order;
  perform end_payments(p_event, p_order, p_payment, p_clock);
  insert into mails (event_id, kind, order_id, recipient, locale, data, once)
  values (p_event, case when v_order.seats = p_seats then 'confirmation' else 'seats_replaced' end, p_order,
          v_order.buyer_email, v_order.locale,
          case when v_order.seats = p_seats then '{}' else jsonb_build_object('from', v_order.seats, 'to', p_seats) end,
          'confirmation:' || p_order)
      on conflict (event_id, once) where once is not null do nothing;
end
$$;
