-- Gives a buyer money back and leaves their tickets as they are: a goodwill of the staff. Never more than was paid for the
-- order and has not gone back yet. The hold is locked first, so that two refunds at once cannot share what is left.
create or replace function refund_order(p_event uuid, p_order uuid, p_amount bigint, p_note text, p_by uuid)
returns table (code text, refunded bigint)
language plpgsql as $$
declare
  v_order   orders%rowtype;
  v_payment payments%rowtype;
  v_clock   timestamptz;
begin
  perform from holds h
    where h.event_id = p_event
      and h.id = (select o.hold_id from orders o where o.event_id = p_event and o.id = p_order) for update;
  select * into v_order from orders o where o.event_id = p_event and o.id = p_order;
  select * into v_payment from payments p where p.event_id = p_event and p.id = v_order.payment_id;
  v_clock := clock_timestamp();
  refunded := case when v_payment.state in (2, 3) and v_payment.wanted is distinct from 2 then v_payment.amount else 0 end
    - coalesce((select sum(r.amount) from refunds r
                 where r.event_id = p_event and r.payment_id = v_payment.id and r.state <> 3), 0);
  code := case when v_order.id is null then 'NOT_FOUND' when p_amount > refunded then 'REFUND_TOO_LARGE' else 'REFUNDED' end;
  if code <> 'REFUNDED' then
    return next;
    return;
  end if;
  refunded := p_amount;
  insert into refunds (event_id, id, order_id, payment_id, amount, currency, reason, note, requested_by, due_at, created_at)
  values (p_event, uuidv7(), p_order, v_payment.id, p_amount, v_payment.currency, 4, p_note, p_by, v_clock, v_clock);
  insert into mails (event_id, kind, order_id, recipient, locale, data)
  values (p_event, 'refund', p_order, v_order.buyer_email, v_order.locale,
          jsonb_build_object('amount', p_amount, 'currency', v_payment.currency, 'reason', 4));
  return next;
end
$$;
