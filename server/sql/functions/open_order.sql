-- Opens an order that awaits its payment for a live hold, with the first attempt to pay it, and extends the hold, once, to
-- the payment's deadline.
--
-- The hold is locked first, so that it ends once; its claims move with it. Asking again gives the order that is open
-- already, and extends nothing. The payment is not begun by this: begin_payment is, when the buyer is there to pay.
--
-- p_pricing is what domain/pricing.ts came to; null: each seat at the hold's price and nothing else. An order that comes to
-- nothing, because a code took the whole price off, waits for no payment: it is confirmed here. A code's limits are guarded by
-- use_code, which locks the code's row; refusal then says why it may not be used, and remaining how often it still may.
create or replace function open_order(
  p_event uuid, p_hold uuid, p_customer uuid, p_order uuid, p_name text, p_email text, p_key text, p_hash text,
  p_payment uuid, p_provider text, p_locale text, p_accepts_equivalent boolean, p_pricing jsonb default null
) returns table (code text, order_id uuid, hold_expires_at timestamptz, refusal text, remaining bigint)
language plpgsql as $$
declare
  v_clock   timestamptz;
  v_hold    holds%rowtype;
  v_order   orders%rowtype;
  v_event   events%rowtype;
  v_until   timestamptz;
  v_moved   integer;
  v_code    text := p_pricing ->> 'code';
  v_totals  jsonb := p_pricing -> 'totals';
  v_amounts integer[];
  v_total   bigint;
begin
  if p_key is not null then
    perform pg_advisory_xact_lock(hashtextextended(p_customer::text || p_event::text, 2));
    select * into v_order from orders o
     where o.event_id = p_event and o.customer_id = p_customer and o.idempotency_key = p_key;
    if found then
      return query select case when v_order.request_hash = p_hash then 'OPEN_BEFORE' else 'IDEMPOTENCY_KEY_REUSED' end,
                          v_order.id, h.expires_at, null::text, null::bigint
                     from holds h where h.event_id = p_event and h.id = v_order.hold_id;
      return;
    end if;
  end if;

  -- As claim_seats and extend_hold do: a claim that no longer counts this hold, because its time is over, and an order that
  -- has just saved it, would come to more than the cap.
  perform pg_advisory_xact_lock(hashtextextended(p_customer::text || p_event::text, 1));
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

  v_amounts := v_hold.amounts;
  v_total := v_hold.total;
  if p_pricing is not null then
    if v_hold.seats <> array(select (t ->> 'seat')::integer from jsonb_array_elements(p_pricing -> 'tickets') t) then
      raise exception 'an order was priced for other seats than its hold has';
    end if;
    v_amounts := array(select (t ->> 'amount')::integer from jsonb_array_elements(p_pricing -> 'tickets') t);
    v_total := (v_totals ->> 'total')::bigint;
  end if;
  if v_hold.code <> coalesce(v_code, '') then
    refusal := 'not_combinable';
  elsif v_code is not null then
    select u.refusal, u.remaining into refusal, remaining
      from use_code(p_event, v_code, p_customer, p_email, (p_pricing ->> 'codeTickets')::integer) u;
  end if;
  if refusal is not null then
    code := 'CODE_REFUSED';
    return next;
    return;
  end if;

  select * into v_event from events e where e.id = p_event;
  v_until := greatest(v_hold.expires_at, v_clock + make_interval(secs => v_event.payment_seconds));
  update claims c set expires_at = v_until
    from (
      select f.ctid as row from claims f
       where f.event_id = p_event and f.seat = any (v_hold.seats) and f.hold_id = p_hold and f.state = 1
       order by f.seat for update
    ) l
   where c.event_id = p_event and c.ctid = l.row;
  get diagnostics v_moved = row_count;
  if v_moved < cardinality(v_hold.seats) then
    raise exception 'a hold lost a claim while its order was being opened' using errcode = 'FH001';
  end if;
  update holds h set expires_at = v_until, extended = true, order_id = p_order
   where h.event_id = p_event and h.id = p_hold;
  insert into orders (event_id, id, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total,
                      created_at, payment_deadline, idempotency_key, request_hash, locale, accepts_equivalent,
                      code, code_tickets, fees, discount, tax, pricing)
  values (p_event, p_order, p_customer, p_hold, 1, p_name, p_email, v_hold.seats, v_amounts, v_total,
          v_clock, v_until, p_key, p_hash, p_locale, p_accepts_equivalent,
          v_code, coalesce((p_pricing ->> 'codeTickets')::integer, 0), coalesce((v_totals ->> 'fees')::bigint, 0),
          coalesce((v_totals ->> 'discount')::bigint, 0), coalesce((v_totals ->> 'tax')::bigint, 0), p_pricing);
  if v_total = 0 then
    update claims c set state = 2, expires_at = null
     where c.event_id = p_event and c.seat = any (v_hold.seats) and c.hold_id = p_hold;
    update holds h set state = 2, ended_at = v_clock where h.event_id = p_event and h.id = p_hold;
    perform confirm_order(p_event, p_order, p_hold, v_hold.seats, null, false, v_clock);
    code := 'CONFIRMED';
  else
    insert into payments (event_id, id, order_id, provider, state, amount, currency, created_at)
    values (p_event, p_payment, p_order, p_provider, 1, v_total, v_event.currency, v_clock);
  end if;
  order_id := p_order;
  hold_expires_at := v_until;
  return next;
end
$$;
