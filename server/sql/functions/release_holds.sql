-- Ends live holds of one event and frees their seats: the customer gave them up, or their time is over.
--
-- Whatever the caller meant, the clock decides what happened: a hold whose time is over has expired, not been released.
-- p_customers is null when the sweeper calls; then only holds whose time is over are ended.
-- An order that was waiting for its payment ends with its hold, and its attempts to pay with it, as in end_payments: written
-- here once more, because a function call a row would read the table once a row.
-- Returns a row for each hold that was found, with the state it is in now and whether this call ended it. A hold that
-- ended before is left as it was.
create or replace function release_holds(p_event uuid, p_holds uuid[], p_customers uuid[])
returns table (hold_id uuid, state smallint, ended boolean, order_id uuid, expires_at timestamptz)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_clock timestamptz := clock_timestamp();
  v_sweep boolean := p_customers is null;
  v_ended uuid[];
begin
  with live as materialized (
    select h.*
      from unnest(p_holds, p_customers) w(hold, customer)
     cross join lateral (
       select h.ctid as row, h.id, h.customer_id, h.state, h.expires_at, h.seats, h.order_id
         from holds h where h.event_id = p_event and h.id = w.hold for update
     ) h
     where h.state = 1 and case when v_sweep then h.expires_at <= v_clock else h.customer_id = w.customer end
  ), ended as (
    update holds h
       set state = case when l.expires_at <= v_clock then 4 else 3 end, ended_at = v_clock
      from live l where h.event_id = p_event and h.ctid = l.row
    returning h.id, h.state, l.seats, l.order_id
  ), freed as (
    -- Only this hold's claims: a seat that someone else has taken over since stays theirs.
    delete from claims c
     using (select e.id, unnest(e.seats) as seat from ended e order by 2) e
     cross join lateral (
       select c.ctid as row from claims c
        where c.event_id = p_event and c.seat = e.seat and c.hold_id = e.id for update
     ) l
     where c.event_id = p_event and c.ctid = l.row
  ), closed as (
    update orders o
       set state = case when e.state = 4 then 4 else 3 end, ended_at = v_clock, payment_deadline = null
      from ended e
     cross join lateral (
       select o.ctid as row from orders o
        where o.event_id = p_event and o.id = e.order_id and o.state = 1 for update
     ) l
     where o.event_id = p_event and o.ctid = l.row
    returning o.id
  ), unpaid as (
    update payments p
       set state = case when p.begun_at is null then 4 else p.state end,
           ended_at = case when p.begun_at is null then v_clock end,
           wanted = case when p.begun_at is null then null else 2 end,
           due_at = case when p.begun_at is null then null else v_clock end,
           tries = 0
      from closed c
     cross join lateral (
       select f.ctid as row from payments f
        where f.event_id = p_event and f.order_id = c.id and f.state = 1 and f.wanted is distinct from 2 for update
     ) l
     where p.event_id = p_event and p.ctid = l.row
  )
  select coalesce(array_agg(id), '{}') into v_ended from ended;

  return query
  select h.id, h.state, h.id = any (v_ended), h.order_id, h.expires_at
    from unnest(p_holds, p_customers) w(hold, customer)
   cross join lateral (
     select * from holds f where f.event_id = p_event and f.id = w.hold offset 0
   ) h
   where v_sweep or h.customer_id = w.customer;
end
$$;
