-- Passes a ticket on: the seat's ticket gets a new id, and with it a new code, so that the old one is void from this very
-- transaction on. The mail with the link to the new one is written with it,
-- and one to whoever passed it on.
--
-- The hold's row is locked first, then the ticket's, as cancelling does. Of two transfers at once the second finds that the
-- ticket is called otherwise by now; repeated word for word it is told what the first one was. Transfer and cancellation: if
-- the ticket was passed on first, the buyer cannot cancel it any more (cancel_order); if it was cancelled first, it is void.
-- Whoever has it may pass it on: the buyer while nobody else does, then whoever took it by the link.
create or replace function transfer_ticket(
  p_event uuid, p_order uuid, p_seat integer, p_ticket uuid, p_customers uuid[], p_name text, p_email text, p_locale text
) returns table (code text, new_id uuid, transferred_at timestamptz)
language plpgsql as $$
declare
  v_order  orders%rowtype;
  v_ticket tickets%rowtype;
  v_event  events%rowtype;
  v_old    ticket_transfers%rowtype;
  v_from   text;
begin
  perform from holds h
    where h.event_id = p_event
      and h.id = (select o.hold_id from orders o where o.event_id = p_event and o.id = p_order)
      for update;
  select * into v_order from orders o where o.event_id = p_event and o.id = p_order;
  select * into v_ticket from tickets t
   where t.event_id = p_event and t.order_id = p_order and t.seat = p_seat for update;
  select * into v_event from events e where e.id = p_event;
  transferred_at := clock_timestamp();

  if v_ticket.id is distinct from p_ticket then
    select * into v_old from ticket_transfers x
     where x.event_id = p_event and x.old_id = p_ticket and x.from_id = any (p_customers);
    code := case
      when v_old.old_id is null then 'NOT_FOUND'
      when v_old.to_email = p_email and v_old.to_name = p_name then 'TRANSFERRED_BEFORE'
      else 'NOT_TRANSFERABLE'
    end;
    new_id := v_old.new_id;
    transferred_at := v_old.created_at;
    return next;
    return;
  end if;

  code := case
    when v_ticket.holder_email is null and v_order.customer_id <> all (p_customers) then 'NOT_FOUND'
    when v_ticket.holder_email is not null and (v_ticket.holder_id = any (p_customers)) is not true then 'NOT_FOUND'
    when v_ticket.state <> 1 or v_order.state <> 2 then 'NOT_TRANSFERABLE'
    when not v_event.transferable or v_event.cancelled_at is not null or v_event.starts_at <= transferred_at
      then 'NOT_TRANSFERABLE'
  end;
  if code is not null then
    return next;
    return;
  end if;

  new_id := uuidv7();
  if v_ticket.holder_email is null then
    v_from := v_order.buyer_name;
  else
    select x.to_name into v_from from ticket_transfers x where x.event_id = p_event and x.new_id = p_ticket;
  end if;
  insert into ticket_transfers (event_id, old_id, new_id, order_id, seat, from_id, to_name, to_email, created_at)
  values (p_event, p_ticket, transfer_ticket.new_id, p_order, p_seat,
          coalesce(v_ticket.holder_id, v_order.customer_id), p_name, p_email, transferred_at);
  update tickets t
     set id = transfer_ticket.new_id, attendee = p_name, holder_email = p_email, holder_id = null
   where t.event_id = p_event and t.order_id = p_order and t.seat = p_seat;
  insert into mails (event_id, kind, order_id, recipient, locale, data)
  values (p_event, 'transfer', p_order, p_email, p_locale,
          jsonb_build_object('ticketId', transfer_ticket.new_id, 'seat', p_seat, 'fromName', v_from, 'toName', p_name)),
         -- Whoever passed it on hears of it too: it may not have been they.
         (p_event, 'transfer_notice', p_order, coalesce(v_ticket.holder_email, v_order.buyer_email),
          case when v_ticket.holder_email is null then v_order.locale else p_locale end,
          jsonb_build_object('seat', p_seat, 'toName', p_name, 'toEmail', p_email));
  return next;
end
$$;
