-- Gives the attempt by which an order is to be paid now: the one that is open, or a new one when earlier ones have ended.
--
-- The hold is locked first: an attempt is given only while the seats are the buyer's, and an order that ends takes all of
-- its open attempts with it (end_payments), this one included. From here on the attempt counts as begun: whatever becomes
-- of this server, the provider may know of it, and will be asked.
create or replace function begin_payment(
  p_event uuid, p_order uuid, p_customers uuid[], p_payment uuid, p_provider text, p_ask_seconds integer
) returns table (
  code text, payment_id uuid, provider text, amount bigint, currency text, deadline timestamptz,
  buyer_email text, order_number bigint
)
language plpgsql as $$
declare
  v_hold    holds%rowtype;
  v_order   orders%rowtype;
  v_payment payments%rowtype;
  v_clock   timestamptz;
begin
  select h.* into v_hold
    from holds h
    join orders o on o.event_id = h.event_id and o.hold_id = h.id
   where h.event_id = p_event and o.id = p_order and o.customer_id = any (p_customers)
     for update of h;
  select * into v_order from orders o
   where o.event_id = p_event and o.id = p_order and o.customer_id = any (p_customers);
  v_clock := clock_timestamp();
  code := case
    when v_order.id is null or v_hold.id is null then 'NOT_FOUND'
    when v_order.state = 2 then 'PAID'
    when v_order.state = 4 then 'HOLD_EXPIRED'
    when v_order.state <> 1 then 'HOLD_ENDED'
    when v_hold.state = 4 or v_hold.expires_at <= v_clock then 'HOLD_EXPIRED'
    when v_hold.state <> 1 then 'HOLD_ENDED'
  end;
  if code is not null then
    return next;
    return;
  end if;

  select * into v_payment from payments p
   where p.event_id = p_event and p.order_id = p_order and p.provider = p_provider
     and p.state = 1 and p.wanted is null
   order by p.created_at desc limit 1 for update;
  if not found then
    -- One of another provider is no use to this server; it must not be paid beside the new one.
    perform end_payments(p_event, p_order, null, v_clock);
    insert into payments (event_id, id, order_id, provider, state, amount, currency, created_at)
    select p_event, p_payment, p_order, p_provider, 1, v_order.total, e.currency, v_clock
      from events e where e.id = p_event
    returning * into v_payment;
  end if;
  if v_payment.begun_at is null then
    update payments p
       set begun_at = v_clock, due_at = least(v_hold.expires_at, v_clock + make_interval(secs => p_ask_seconds))
     where p.event_id = p_event and p.id = v_payment.id;
  end if;
  return query select 'BEGUN', v_payment.id, v_payment.provider, v_payment.amount, v_payment.currency, v_hold.expires_at,
                      v_order.buyer_email, v_order.number;
end
$$;
