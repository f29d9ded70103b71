-- Gives a ticket that was passed on to whoever opens its link. A guest has only a cookie, so until somebody with an account
-- has taken the ticket the link gives it to the next one who opens it, in whichever browser; from then on to nobody else.
create or replace function claim_ticket(p_event uuid, p_ticket uuid, p_customer uuid, p_customers uuid[])
returns text
language plpgsql as $$
declare
  v_ticket tickets%rowtype;
begin
  select t.* into v_ticket
    from ticket_transfers x
    join tickets t on t.event_id = x.event_id and t.order_id = x.order_id and t.seat = x.seat
   where x.event_id = p_event and x.new_id = p_ticket
     for update of t;
  -- Passed on once more since then: the link has died with the id.
  if v_ticket.id is distinct from p_ticket then
    return 'NOT_FOUND';
  end if;
  if v_ticket.holder_id is not null and v_ticket.holder_id <> all (p_customers)
     and exists (select from users u where u.id = v_ticket.holder_id) then
    return 'ALREADY_CLAIMED';
  end if;
  update tickets t set holder_id = p_customer
   where t.event_id = p_event and t.order_id = v_ticket.order_id and t.seat = v_ticket.seat;
  return 'CLAIMED';
end
$$;
