-- Opens an order that awaits its payment for a live hold, and extends the hold, once, to the payment's deadline.
--
-- The hold is locked first, so that it ends once; its claims move with it. Asking again gives the order that is open
-- already, and extends nothing.
create or replace function open_order(
  p_event uuid, p_hold uuid, p_customer uuid, p_order uuid, p_name text, p_email text, p_key text, p_hash text
) returns table (code text, order_id uuid, hold_expires_at timestamptz)
language plpgsql as $$
declare
  v_clock  timestamptz;
  v_hold   holds%rowtype;
  v_order  orders%rowtype;
  v_until  timestamptz;
  v_moved  integer;
begin
  if p_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(p_customer::text || p_event::text, 2));
    select * into v_order from orders o
     where o.event_id = p_event and o.customer_id = p_customer and o.idempotency_key = p_key;
    if found then
      return query select case when v_order.request_hash = p_hash then 'OPEN_BEFORE' else 'IDEMPOTENCY_KEY_REUSED' end,
                          v_order.id, h.expires_at
                     from holds h where h.event_id = p_event and h.id = v_order.hold_id;
      return;
    end if;
  end if;

  select * into v_hold from holds h
   where h.event_id = p_event and h.id = p_hold and h.customer_id = p_customer for update;
  v_clock := clock_timestamp();
  code := case
    when v_hold.id is null then 'NOT_FOUND'
    when v_hold.order_id is not null and v_hold.state in (1, 2) then 'OPEN_BEFORE'
    when v_hold.state = 3 or v_hold.state = 2 then 'HOLD_ENDED'
    when v_hold.state = 4 or v_hold.expires_at <= v_clock then 'HOLD_EXPIRED'
  end;
  order_id := v_hold.order_id;
  hold_expires_at := v_hold.expires_at;
  if code is not null then
    return next;
    return;
  end if;

  select greatest(v_hold.expires_at, v_clock + make_interval(secs => e.payment_seconds)) into v_until
    from events e where e.id = p_event;
  update claims c set expires_at = v_until
   where c.event_id = p_event and c.seat = any (v_hold.seats) and c.hold_id = p_hold and c.state = 1;
  get diagnostics v_moved = row_count;
  if v_moved < cardinality(v_hold.seats) then
    raise exception 'a hold lost a claim while its order was being opened' using errcode = 'FH001';
  end if;
  update holds h set expires_at = v_until, extended = true, order_id = p_order
   where h.event_id = p_event and h.id = p_hold;
  insert into orders (event_id, id, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total,
                      created_at, payment_deadline, idempotency_key, request_hash)
  values (p_event, p_order, p_customer, p_hold, 1, p_name, p_email, v_hold.seats, v_hold.amounts, v_hold.total,
          v_clock, v_until, p_key, p_hash);
  order_id := p_order;
  hold_expires_at := v_until;
  return next;
end
$$;
