-- Judges whether an order may use a code, and keeps every other order from using it until this transaction ends.
--
-- Uses are counted, not kept: tickets of orders that are confirmed, or await a payment that may still come. An order that is
-- cancelled or expires gives its uses back by that alone.
-- Races: the code's row is locked before anything is counted, so of two orders for the last use the second waits for the
-- first to commit, and then counts it. One customer is one account or guest, or one e-mail address.
-- Returns null when it may be used; else why not, and how many tickets are left.
create or replace function use_code(
  p_event uuid, p_code text, p_customer uuid, p_email text, p_tickets integer, out refusal text, out remaining bigint
)
language plpgsql as $$
declare
  v_code  codes%rowtype;
  v_clock timestamptz;
begin
  select * into v_code from codes c where c.event_id = p_event and c.code = p_code for update;
  v_clock := clock_timestamp();
  refusal := case
    when v_code.code is null or not v_code.active then 'unknown'
    when v_code.valid_from > v_clock then 'not_yet_valid'
    when v_code.valid_until <= v_clock then 'expired'
  end;
  if refusal is not null or v_code.max_tickets is null and v_code.max_per_customer is null then
    return;
  end if;

  select least(
           v_code.max_tickets - coalesce(sum(o.code_tickets), 0),
           v_code.max_per_customer - coalesce(sum(o.code_tickets) filter (
             where o.customer_id = p_customer or lower(o.buyer_email) = lower(p_email)), 0))
    into remaining
    from orders o
   where o.event_id = p_event and o.code = p_code
     and (o.state = 2 or o.state = 1 and o.payment_deadline > v_clock);
  remaining := greatest(remaining, 0);
  if p_tickets > remaining then
    refusal := 'used_up';
  end if;
end
$$;
