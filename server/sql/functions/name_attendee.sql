-- Says who comes with a ticket, until the event's deadline for names.
create or replace function name_attendee(
  p_event uuid, p_order uuid, p_seat integer, p_ticket uuid, p_customers uuid[], p_attendee text
) returns table (code text, until timestamptz)
language plpgsql as $$
declare
  v_ticket tickets%rowtype;
  v_buyer  uuid;
begin
  select t.* into v_ticket from tickets t
   where t.event_id = p_event and t.order_id = p_order and t.seat = p_seat for update;
  select o.customer_id into v_buyer from orders o where o.event_id = p_event and o.id = p_order;
  select e.starts_at - e.names_until_seconds * interval '1 second' into until from events e where e.id = p_event;
  code := case
    when v_ticket.id is distinct from p_ticket then 'NOT_FOUND'
    when v_ticket.holder_email is null and v_buyer <> all (p_customers) then 'NOT_FOUND'
    when v_ticket.holder_email is not null and (v_ticket.holder_id = any (p_customers)) is not true then 'NOT_FOUND'
    when v_ticket.state <> 1 or until <= clock_timestamp() then 'NAMES_FIXED'
    else 'NAMED'
  end;
  if code = 'NAMED' then
    update tickets t set attendee = p_attendee
     where t.event_id = p_event and t.order_id = p_order and t.seat = p_seat;
  end if;
  return next;
end
$$;
