-- Turns live holds of one event that cost nothing into sold seats, confirmed orders and valid tickets, many at once. (What
-- costs money is sold by settle_payment, one at a time, when the money is there.)
--
-- A job is one hold, its owner, the order that it becomes, and an id for the ticket of each of its seats, a run in p_tickets
-- that ends at p_ends[job]. A hold ends once: the row is taken only while it is live by this database's clock, and the update
-- locks it. Were one of its claims taken over in the instant between, the count would not match, and the whole batch is rolled
-- back (FH001); the caller repeats it in halves until the one is found. The same when a hold was extended in that instant: the
-- version that was waited for is one that this statement does not see.
-- The mail that confirms it is a row of the same transaction; where there is no mail server it begins as it would end, kept
-- for the organiser to read.
--
-- Rows are locked one by one through LATERAL … FOR UPDATE, each by its whole primary key, and then written by ctid. Left a
-- choice, the planner reads an event's every row: it has no statistics of a sale that began a minute ago (measured
-- 2026-11: 700 µs a booking).
-- Returns one row: the clock, the jobs that were sold and their order's numbers beside them, and the others (null when there
-- are none) with why not.
create or replace function sell_holds(
  p_event uuid, p_holds uuid[], p_customers uuid[], p_orders uuid[], p_ends integer[], p_tickets uuid[], p_names text[],
  p_emails text[], p_locales text[], p_keys text[], p_hashes text[], p_mail_is_kept boolean
) returns table (clock timestamptz, sold integer[], numbers bigint[], refused jsonb)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_clock timestamptz := clock_timestamp();
  v_whole boolean;
begin
  if p_keys is not null then
    -- Orders under one key come one after the other, on any number of servers.
    perform pg_advisory_xact_lock(l.key) from (
      select distinct hashtextextended(c::text || p_event::text, 2) as key from unnest(p_customers) c order by 1
    ) l;
  end if;

  with live as materialized (
    select w.job::integer, w.order_id, w.ending, w.name, w.email, w.locale, w.key, w.hash, h.*
      from unnest(p_holds, p_customers, p_orders, p_ends, p_names, p_emails, p_locales, p_keys, p_hashes)
           with ordinality w(hold, customer, order_id, ending, name, email, locale, key, hash, job)
     cross join lateral (
       select h.ctid as row, h.id, h.customer_id, h.state, h.expires_at, h.total, h.order_id as had, h.code, h.seats, h.amounts
         from holds h where h.event_id = p_event and h.id = w.hold for update
     ) h
     where h.customer_id = w.customer and h.state = 1 and h.expires_at > v_clock
       -- A code's limits are counted where one order at a time is opened: open_order.
       and h.total = 0 and h.had is null and h.code is null
       and (p_keys is null or not exists (
             select from orders o where o.event_id = p_event and o.customer_id = w.customer
                and o.idempotency_key = w.key))
  ), sold as (
    update holds h
       set state = 2, ended_at = v_clock, order_id = l.order_id
      from live l where h.event_id = p_event and h.ctid = l.row
    returning l.job, l.order_id, l.ending, l.id, l.customer_id, l.seats, l.amounts, l.total, l.name, l.email, l.locale, l.key,
              l.hash, nextval('order_numbers') as number
  ), taken as (
    update claims c
       set state = 2, expires_at = null
      from (select s.id, unnest(s.seats) as seat from sold s order by 2) s
     cross join lateral (
       select c.ctid as row from claims c
        where c.event_id = p_event and c.seat = s.seat and c.hold_id = s.id and c.state = 1 for update
     ) l
     where c.event_id = p_event and c.ctid = l.row
    returning 1
  ), issued as (
    -- Were there more seats than ids, or fewer, an id or a seat would be null here, and the batch would fail.
    insert into tickets (event_id, order_id, seat, id)
    select p_event, s.order_id, unnest(s.seats), unnest(p_tickets[coalesce(p_ends[s.job - 1], 0) + 1 : s.ending])
      from sold s
  ), confirmed as (
    insert into orders (event_id, id, number, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total,
                        created_at, confirmed_at, idempotency_key, request_hash, locale)
    select p_event, s.order_id, s.number, s.customer_id, s.id, 2, s.name, s.email, s.seats, s.amounts,
           s.total, v_clock, v_clock, s.key, s.hash, s.locale
      from sold s
  ), told as (
    -- A hold is sold once, so this needs no key of its own to be told once.
    insert into mails (event_id, kind, order_id, recipient, locale, state, due_at)
    select p_event, 'confirmation', s.order_id, s.email, s.locale,
           case when p_mail_is_kept then 4 else 1 end, case when not p_mail_is_kept then v_clock end
      from sold s
  )
  select coalesce(array_agg(s.job), '{}'), coalesce(array_agg(s.number), '{}'),
         coalesce(sum(cardinality(s.seats)), 0) = (select count(*) from taken)
    into sold, numbers, v_whole
    from sold s;

  if not v_whole then
    raise exception 'a hold lost a claim while it was being sold' using errcode = 'FH001';
  end if;

  if cardinality(sold) < cardinality(p_holds) then
    refused := (
      select jsonb_agg(jsonb_build_object('job', w.job, 'orderId', h.order_id, 'code', case
               when h.id is null then 'NOT_FOUND'
               when k.id is not null and (k.hold_id <> w.hold or k.request_hash is distinct from w.hash)
                 then 'IDEMPOTENCY_KEY_REUSED'
               when h.state = 2 and o.id is not null then 'SOLD_BEFORE'
               when h.state = 3 then 'HOLD_ENDED'
               when h.state = 4 or h.expires_at <= v_clock then 'HOLD_EXPIRED'
               when h.order_id is not null then 'AWAITING_PAYMENT'
               when h.total > 0 or h.code is not null then 'PAYMENT_REQUIRED'
               when h.state = 2 then 'HOLD_ENDED'
               else 'CHANGED'
             end))
        from unnest(p_holds, p_customers, p_keys, p_hashes) with ordinality w(hold, customer, key, hash, job)
        left join lateral (
          select * from holds f where f.event_id = p_event and f.id = w.hold offset 0
        ) h on h.customer_id = w.customer
        left join lateral (
          select * from orders f where f.event_id = p_event and f.id = h.order_id offset 0
        ) o on true
        left join lateral (
          select * from orders f
           where f.event_id = p_event and f.customer_id = w.customer and f.idempotency_key = w.key offset 0
        ) k on true
       where w.job <> all (sold)
    );
    if refused @> '[{"code": "CHANGED"}]' then
      raise exception 'a hold was given more time while it was being sold' using errcode = 'FH001';
    end if;
  end if;

  clock := v_clock;
  return next;
end
$$;
