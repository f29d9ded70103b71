-- Writes down that the whole of a payment is to go back to the buyer: what was only authorised is to be cancelled, what was
-- captured is due as a refund, less what went back before. Both rows are done by jobs/reconcile-payments until they have
-- worked. Returns what is due as a refund: 0 when there was nothing but an authorisation to let go.
-- Called with the order's hold locked.
create or replace function give_money_back(
  p_event uuid, p_payment uuid, p_reason smallint, p_note text, p_clock timestamptz
) returns bigint
language plpgsql as $$
declare
  v_payment payments%rowtype;
  v_left    bigint;
begin
  select * into v_payment from payments p where p.event_id = p_event and p.id = p_payment for update;
  if v_payment.state in (1, 3) then
    update payments p set wanted = 2, due_at = p_clock, tries = 0, last_error = null
     where p.event_id = p_event and p.id = p_payment;
    return 0;
  end if;
  if v_payment.state <> 2 then
    return 0;
  end if;
  v_left := v_payment.amount - coalesce((
    select sum(r.amount) from refunds r where r.event_id = p_event and r.payment_id = p_payment and r.state <> 3
  ), 0);
  if v_left > 0 then
    insert into refunds (event_id, id, order_id, payment_id, amount, currency, reason, note, due_at, created_at)
    values (p_event, uuidv7(), v_payment.order_id, p_payment, v_left, v_payment.currency, p_reason, p_note,
            p_clock, p_clock);
  end if;
  return v_left;
end
$$;
