-- What a provider says of a payment, and all that follows from it for the order, in one transaction. Webhook, returning
-- page, demo and reconcile job all come here, in any order and any number of times; server/domain/order.ts tells the story.
--
-- Reports may be late, repeated or mixed up. A provider's event is an inbox row, written here (webhook-once); and a payment
-- only ever goes on (open, authorised, captured, or failed), so that a report which is behind what is known changes nothing.
--
-- Locks: the holds, then claims by seat, then order and payments. Whoever changes an order or what is wanted of its
-- payments locks the order's hold first, so what is read below it stays so. An order that has meanwhile moved to another
-- hold is begun again (FH001).
--
-- Money that comes when the hold is gone takes the same seats again, all or none (take_seats_again). When they are gone and
-- the buyer accepts others, the answer is SEATS_GONE and nothing of it is written: the caller chooses seats, holds them as
-- for anybody (p_replacement; p_seats puts them beside the order's amounts) and comes again, or says that there are none
-- (p_final). A crash between the two loses nothing: the payment is asked about again, and the hold lapses.
create or replace function settle_payment(
  p_event uuid, p_payment uuid, p_provider text, p_ref text, p_state text, p_amount bigint, p_currency text,
  p_refunded bigint, p_inbox text, p_kind text, p_replacement uuid, p_seats integer[], p_final boolean
) returns table (
  code text, order_id uuid, order_state smallint, customer_id uuid, hold_id uuid, sold integer[],
  ended_hold uuid, freed integer[], wants boolean, clock timestamptz
)
language plpgsql as $$
declare
  v_payment payments%rowtype;
  v_order   orders%rowtype;
  v_hold    holds%rowtype;
  v_locked  uuid;
  v_is_money boolean := p_state in ('authorised', 'captured');
  v_is_news boolean;
  v_is_on   boolean;
  v_new     uuid;
  v_back    smallint; -- why the money goes back; null while it need not
  v_moved   integer;
  v_diff    bigint;
begin
  code := 'UNKNOWN_PAYMENT';
  sold := '{}';
  freed := '{}';
  wants := false;
  select p.order_id, o.customer_id, o.hold_id, o.state into order_id, customer_id, v_locked, order_state
    from payments p
    join orders o on o.event_id = p.event_id and o.id = p.order_id
   where p.event_id = p_event and p.id = p_payment and p.provider = p_provider;
  if not found then
    return next;
    return;
  end if;
  hold_id := v_locked;

  if p_inbox is not null then
    insert into payment_events as i (event_id, provider, id, payment_id, kind, effect)
    values (p_event, p_provider, p_inbox, p_payment, p_kind, 'none')
        on conflict do nothing;
    if not found then
      code := 'REPEATED';
      return next;
      return;
    end if;
  end if;

  perform from holds h where h.event_id = p_event and h.id in (v_locked, p_replacement) order by h.id for update;
  clock := clock_timestamp();
  select * into v_hold from holds h where h.event_id = p_event and h.id = v_locked;
  select * into v_order from orders o where o.event_id = p_event and o.id = settle_payment.order_id;
  select * into v_payment from payments p where p.event_id = p_event and p.id = p_payment;
  if v_order.hold_id <> v_locked then
    raise exception 'an order moved to another hold while its payment was being settled' using errcode = 'FH001';
  end if;
  order_state := v_order.state;
  customer_id := v_order.customer_id;

  v_is_news := case p_state
    when 'captured' then v_payment.state <> 2
    when 'authorised' then v_payment.state = 1
    when 'cancelled' then v_payment.state in (1, 3)
    else false
  end;
  code := 'UNCHANGED';

  if v_is_news and v_is_money then
    if v_order.state in (1, 4) and v_order.payment_id is null then
      select e.cancelled_at is null into v_is_on from events e where e.id = p_event;
      if p_amount <> v_payment.amount or p_currency <> v_payment.currency then
        v_back := 7;
      elsif v_is_on and v_order.state = 1 and v_hold.state = 1 and v_hold.expires_at > clock then
        update claims c set state = 2, expires_at = null
          from (
            select f.ctid as row from claims f
             where f.event_id = p_event and f.seat = any (v_order.seats) and f.hold_id = v_locked and f.state = 1
             order by f.seat for update
          ) l
         where c.event_id = p_event and c.ctid = l.row;
        get diagnostics v_moved = row_count;
        if v_moved < cardinality(v_order.seats) then
          raise exception 'a hold lost a claim while it was being sold' using errcode = 'FH001';
        end if;
        update holds h set state = 2, ended_at = clock where h.event_id = p_event and h.id = v_locked;
        perform confirm_order(p_event, order_id, v_locked, v_order.seats, p_payment, false, clock);
        code := 'CONFIRMED';
        sold := v_order.seats;
      else
        -- Too late. What was held is anybody's by now; a hold ends once, so seats that can still be had are a new one's.
        select v_is_on and e.starts_at > clock into v_is_on from events e where e.id = p_event;
        v_new := uuidv7();
        if v_is_on and take_seats_again(p_event, v_new, v_order.seats, clock) then
          insert into holds (event_id, id, customer_id, state, seats, amounts, total, created_at, expires_at, extended,
                             ended_at, order_id)
          values (p_event, v_new, v_order.customer_id, 2, v_order.seats, v_order.amounts, v_hold.total, clock, clock, true,
                  clock, order_id);
          perform confirm_order(p_event, order_id, v_new, v_order.seats, p_payment, true, clock);
          code := 'CONFIRMED_LATE';
          sold := v_order.seats;
          hold_id := v_new;
        elsif v_is_on and v_order.accepts_equivalent and not p_final then
          update claims c set state = 2, expires_at = null
            from (
              select f.ctid as row
                from claims f
                join holds h on h.event_id = f.event_id and h.id = f.hold_id
               where f.event_id = p_event and f.hold_id = p_replacement and f.seat = any (h.seats) and f.state = 1
                 and h.state = 1 and h.expires_at > clock and h.order_id is null
                 and h.customer_id = v_order.customer_id
                 and cardinality(h.seats) = cardinality(v_order.seats) and cardinality(p_seats) = cardinality(h.seats)
                 and h.seats @> p_seats and p_seats @> h.seats
               order by f.seat for update of f
            ) l
           where c.event_id = p_event and c.ctid = l.row;
          get diagnostics v_moved = row_count;
          if v_moved = 0 then
            delete from payment_events i where i.event_id = p_event and i.provider = p_provider and i.id = p_inbox;
            code := 'SEATS_GONE';
            return next;
            return;
          end if;
          if v_moved < cardinality(p_seats) then
            raise exception 'a replacement lost a claim while it was being sold' using errcode = 'FH001';
          end if;
          update holds h
             set state = 2, ended_at = clock, order_id = v_order.id, seats = p_seats, amounts = v_order.amounts
           where h.event_id = p_event and h.id = p_replacement;
          perform confirm_order(p_event, order_id, p_replacement, p_seats, p_payment, true, clock);
          code := 'REPLACED';
          sold := p_seats;
          hold_id := p_replacement;
        else
          v_back := 2;
        end if;
        update holds h set state = 4, ended_at = clock where h.event_id = p_event and h.id = v_locked and h.state = 1;
        if found then
          ended_hold := v_locked;
          delete from claims c
           using (
             select f.ctid as row from claims f
              where f.event_id = p_event and f.seat = any (v_hold.seats) and f.hold_id = v_locked
              order by f.seat for update
           ) l
           where c.event_id = p_event and c.ctid = l.row;
          freed := v_hold.seats;
        end if;
      end if;
    elsif v_order.payment_id = p_payment and (v_order.state = 2 or v_payment.wanted = 1) then
      code := 'PAID_ON'; -- The authorised money has been captured, as was wanted of it.
    else
      -- Captured while the order was being cancelled; or nobody waits for it: cancelled, or paid by another payment.
      v_back := case when v_order.state = 3 or v_order.payment_id = p_payment then 1 else 3 end;
    end if;

    update payments p
       set state = case p_state when 'captured' then 2 else 3 end,
           provider_ref = coalesce(p.provider_ref, p_ref), begun_at = coalesce(p.begun_at, clock), processing = false,
           amount = p_amount, currency = p_currency,
           authorised_at = coalesce(p.authorised_at, clock),
           captured_at = case when p_state = 'captured' then clock end,
           wanted = case when p_state = 'authorised' and v_back is null then 1 end,
           due_at = case when p_state = 'authorised' and v_back is null then clock end,
           tries = 0, last_error = null
     where p.event_id = p_event and p.id = p_payment;

    if v_back is not null then
      code := 'GIVEN_BACK';
      v_diff := give_money_back(p_event, p_payment, v_back, null, clock);
      -- With another amount than was asked for the buyer may try again, while the hold lives.
      if v_back = 2 then
        update orders o
           set state = 4, paid_late = true, ended_at = coalesce(o.ended_at, clock), payment_deadline = null
         where o.event_id = p_event and o.id = settle_payment.order_id;
        perform end_payments(p_event, order_id, p_payment, clock);
      end if;
      -- Of an authorisation that is let go there is nothing to tell, unless somebody believes to have seats for it.
      if v_back = 2 or p_state = 'captured' then
        insert into mails (event_id, kind, order_id, recipient, locale, data, once)
        values (p_event, case v_back when 2 then 'late_refund' else 'refund' end, order_id, v_order.buyer_email,
                v_order.locale,
                jsonb_build_object('amount', p_amount, 'currency', p_currency, 'charged', p_state = 'captured',
                                   'reason', v_back),
                'given_back:' || p_payment)
            on conflict (event_id, once) where once is not null do nothing;
      end if;
    end if;
    wants := true;

  elsif v_is_news then
    -- It has ended at the provider with nothing charged. Refunds of it that were waiting for its capture have no point.
    update payments p
       set state = 4, ended_at = clock, wanted = null, due_at = null, processing = false,
           provider_ref = coalesce(p.provider_ref, p_ref)
     where p.event_id = p_event and p.id = p_payment;
    delete from refunds r where r.event_id = p_event and r.payment_id = p_payment and r.state = 1;
    code := 'FAILED';
    if v_order.state = 2 and v_order.payment_id = p_payment then
      freed := free_order_seats(p_event, order_id, v_locked, v_order.seats);
      ended_hold := v_locked;
      update orders o set state = 3, ended_at = clock where o.event_id = p_event and o.id = settle_payment.order_id;
      insert into mails (event_id, kind, order_id, recipient, locale, data, once)
      values (p_event, 'capture_failed', order_id, v_order.buyer_email, v_order.locale, '{}', 'capture_failed:' || order_id)
          on conflict (event_id, once) where once is not null do nothing;
      code := 'CAPTURE_FAILED';
    end if;

  else
    update payments p
       set provider_ref = coalesce(p.provider_ref, p_ref),
           processing = p.state = 1 and p_state = 'processing',
           -- Money that is said to be there for a payment that is said to be over: ask which is true.
           due_at = case when p.state = 4 and v_is_money then clock else p.due_at end
     where p.event_id = p_event and p.id = p_payment
       and (p.provider_ref is null or p.processing <> (p.state = 1 and p_state = 'processing')
            or p.state = 4 and v_is_money and p_inbox is not null);
  end if;

  -- Refunds made at the provider's own desk: what it has given back beyond what we know of.
  if p_refunded > 0 and (v_payment.state = 2 or p_state = 'captured') then
    v_diff := p_refunded - coalesce((
      select sum(r.amount) from refunds r where r.event_id = p_event and r.payment_id = p_payment and r.state <> 3
    ), 0);
    if v_diff > 0 then
      insert into refunds (event_id, id, order_id, payment_id, amount, currency, reason, state, due_at, created_at, done_at)
      values (p_event, uuidv7(), order_id, p_payment, v_diff, p_currency, 6, 2, null, clock, clock);
      code := 'REFUNDED_THERE';
      select * into v_order from orders o where o.event_id = p_event and o.id = settle_payment.order_id;
      if v_order.state = 2 and v_order.payment_id = p_payment and p_refunded >= p_amount then
        freed := free_order_seats(p_event, order_id, v_order.hold_id, v_order.seats);
        sold := '{}';
        ended_hold := v_order.hold_id;
        update orders o set state = 5, ended_at = clock where o.event_id = p_event and o.id = settle_payment.order_id;
        insert into mails (event_id, kind, order_id, recipient, locale, data, once)
        values (p_event, 'refund', order_id, v_order.buyer_email, v_order.locale,
                jsonb_build_object('amount', p_refunded, 'currency', p_currency, 'reason', 6),
                'refunded_there:' || p_payment)
            on conflict (event_id, once) where once is not null do nothing;
      end if;
    end if;
  end if;

  select o.state, o.hold_id into order_state, hold_id
    from orders o where o.event_id = p_event and o.id = settle_payment.order_id;
  if p_inbox is not null and code <> 'UNCHANGED' then
    update payment_events i set effect = lower(settle_payment.code)
     where i.event_id = p_event and i.provider = p_provider and i.id = p_inbox;
  end if;
  return next;
end
$$;
