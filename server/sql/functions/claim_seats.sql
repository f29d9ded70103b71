-- Claims seats for many buyers of one event at once, and gives a verdict for each.
--
-- A job is one buyer's wish: hold id, customer, key, and a run of seats in p_seats/p_amounts that ends at p_ends[job].
-- Jobs of one batch never share a seat, and never share a customer (inventory/batches.ts sees to that).
-- Rules, all judged here, by this database's clock, whatever the server believed:
--   the event is on sale (NOT_ON_SALE), the buyer has the code that it takes (CODE_REQUIRED, INVALID_CODE), the seats exist
--   (UNKNOWN_SEATS), the customer stays within the cap (LIMIT_EXCEEDED), a hold gets all of its seats or none (SEATS_TAKEN), a key used before gets the first answer (DUPLICATE).
-- Races: two claims on a seat meet at the primary key, where the second waits for the first to commit. A claim whose time
-- is over is taken over in place, so a late sweeper costs nobody a seat; only while somebody waits for seats of the event is
-- it left to the sweeper, who frees it and offers it to them in one transaction. Seats are claimed in ascending order: batches
-- of several servers cannot wait for each other in a circle.
-- An event that asks nobody for a code costs nothing for it: p_codes (a code for each job) and p_categories (beside p_seats)
-- are null then. Where the caller did not know that a code is asked for, its copy is older than this ledger: UNKNOWN_SEATS.
-- Returns one row: the clock, the new expiry, and the refused jobs (null when every job was granted).
create or replace function claim_seats(
  p_event uuid, p_holds uuid[], p_customers uuid[], p_ends integer[], p_seats integer[], p_amounts integer[],
  p_totals bigint[], p_keys text[], p_hashes text[], p_codes text[] default null, p_categories text[] default null
) returns table (clock timestamptz, expires_at timestamptz, refused jsonb)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_event   events%rowtype;
  v_early   boolean; -- the sale is open only to who has a code for it
  v_gated   boolean;
  v_jobs    integer[];  -- beside p_seats: which job wants it
  v_out     integer[] := '{}';
  v_found   jsonb := '[]'; -- what is refused, and why
  v_code    text;
  v_wanted  integer;
  v_claimed integer;
  v_lost    integer[];
begin
  select * into v_event from events e where e.id = p_event;
  clock := clock_timestamp();
  v_code := case
    when v_event.id is null or not v_event.published or v_event.cancelled_at is not null then 'NOT_FOUND'
    when v_event.on_sale_at > clock and coalesce(v_event.presale_at > clock, true) then 'NOT_ON_SALE'
    when v_event.sale_ends_at <= clock or v_event.starts_at <= clock then 'NOT_ON_SALE'
  end;
  if v_code is not null then
    refused := (select jsonb_agg(jsonb_build_object('job', j, 'code', v_code)) from generate_subscripts(p_holds, 1) j);
    return next;
    return;
  end if;

  v_wanted := cardinality(p_seats);
  if v_wanted = cardinality(p_holds) then
    v_jobs := p_ends; -- a seat each, as in most rushes: every job ends at its own number
  else
    v_jobs := array(
      select j from generate_subscripts(p_ends, 1) j,
             generate_series(coalesce(p_ends[j - 1], 0) + 1, p_ends[j]) order by j
    );
  end if;

  if v_event.places <= any (p_seats) then
    v_found := (
      select jsonb_agg(distinct jsonb_build_object('job', w.job, 'code', 'UNKNOWN_SEATS'))
        from unnest(p_seats, v_jobs) w(seat, job) where w.seat >= v_event.places
    );
  end if;

  v_early := coalesce(v_event.on_sale_at > clock, false);
  v_gated := v_early or v_event.locked_categories <> '{}';
  if v_gated then
    v_found := v_found || case
      when p_codes is null then (
        select jsonb_agg(jsonb_build_object('job', j, 'code', 'UNKNOWN_SEATS')) from generate_subscripts(p_holds, 1) j)
      else refuse_access(p_event, v_early, v_event.locked_categories, clock, p_codes, p_categories, v_jobs)
    end;
  end if;

  if v_event.max_per_customer is not null or p_keys is not null then
    -- Holds of one customer come one after the other, on any number of servers; what follows then sees the earlier ones.
    perform pg_advisory_xact_lock(l.key) from (
      select distinct hashtextextended(c::text || p_event::text, 1) as key from unnest(p_customers) c order by 1
    ) l;
    clock := clock_timestamp();
  end if;

  if p_keys is not null then
    v_found := v_found || coalesce((
      select jsonb_agg(jsonb_build_object('job', w.job, 'hold', h.id, 'code',
               case when h.request_hash = w.hash then 'DUPLICATE' else 'IDEMPOTENCY_KEY_REUSED' end))
        from unnest(p_customers, p_keys, p_hashes) with ordinality w(customer, key, hash, job)
        join holds h on h.event_id = p_event and h.customer_id = w.customer and h.idempotency_key = w.key
    ), '[]');
  end if;
  if v_found <> '[]' then
    v_out := array(select (r ->> 'job')::integer from jsonb_array_elements(v_found) r);
  end if;

  if v_event.max_per_customer is not null then
    v_found := v_found || coalesce((
      select jsonb_agg(jsonb_build_object('job', w.job, 'code', 'LIMIT_EXCEEDED'))
        from unnest(p_customers, p_ends) with ordinality w(customer, ending, job)
        left join (
          select h.customer_id, count(*) as seats
            from holds h
           cross join unnest(h.seats) s
            join claims c on c.event_id = p_event and c.seat = s and c.hold_id = h.id
           where h.event_id = p_event and h.customer_id = any (p_customers) and h.state in (1, 2)
             and (c.state = 2 or c.expires_at > clock)
           group by h.customer_id
        ) t on t.customer_id = w.customer
       where coalesce(t.seats, 0) + w.ending - coalesce(p_ends[w.job - 1], 0) > v_event.max_per_customer
         and w.job <> all (v_out)
    ), '[]');
    v_out := array(select (r ->> 'job')::integer from jsonb_array_elements(v_found) r);
  end if;

  if v_out <> '{}' then
    v_wanted := (select count(*) from unnest(v_jobs) j where j <> all (v_out));
  end if;
  expires_at := clock + make_interval(secs => v_event.hold_seconds);

  insert into claims as c (event_id, seat, state, expires_at, hold_id)
  select p_event, w.seat, 1, claim_seats.expires_at, p_holds[w.job]
    from unnest(p_seats, v_jobs) w(seat, job)
   where v_out = '{}' or w.job <> all (v_out)
   order by w.seat
      on conflict (event_id, seat) do update
     set state = 1, expires_at = excluded.expires_at, hold_id = excluded.hold_id
   where c.expires_at <= clock
     and not exists (select from waitlist w where w.event_id = p_event and w.state in (1, 2));
  get diagnostics v_claimed = row_count;

  if v_claimed < v_wanted then
    v_lost := array(
      select distinct w.job
        from unnest(p_seats, v_jobs) w(seat, job)
        left join claims c on c.event_id = p_event and c.seat = w.seat and c.hold_id = p_holds[w.job]
       where c.seat is null and w.job <> all (v_out)
    );
    v_found := v_found || (
      select jsonb_agg(jsonb_build_object('job', l.job, 'code', 'SEATS_TAKEN', 'seats', l.seats))
        from (
          select w.job, jsonb_agg(w.seat) as seats
            from unnest(p_seats, v_jobs) w(seat, job)
            left join claims c on c.event_id = p_event and c.seat = w.seat and c.hold_id = p_holds[w.job]
           where w.job = any (v_lost) and c.seat is null
           group by w.job
        ) l
    );
    -- Only what this call has claimed. A hold of the same id may be there by now, sold even: when a first attempt whose answer
    -- was lost wakes up after the second has long been granted.
    delete from claims c
     using unnest(p_seats, v_jobs) w(seat, job)
     where c.event_id = p_event and c.seat = w.seat and w.job = any (v_lost) and c.hold_id = p_holds[w.job]
       and c.xmin = pg_current_xact_id()::xid;
    v_out := v_out || v_lost;
  end if;

  insert into holds (event_id, id, customer_id, seats, amounts, total, created_at, expires_at, idempotency_key, request_hash)
  select p_event, w.hold, w.customer,
         p_seats[coalesce(p_ends[w.job - 1], 0) + 1 : w.ending], p_amounts[coalesce(p_ends[w.job - 1], 0) + 1 : w.ending],
         w.total, clock, claim_seats.expires_at, w.key, w.hash
    from unnest(p_holds, p_customers, p_ends, p_totals, p_keys, p_hashes)
         with ordinality w(hold, customer, ending, total, key, hash, job)
   where v_out = '{}' or w.job <> all (v_out);

  if v_gated and p_codes is not null then
    -- Only a code that was needed stays with the hold: those seats cannot be ordered without counting as a use of it.
    update holds h set code = w.code
      from unnest(p_holds, p_codes) with ordinality w(hold, code, job)
     where h.event_id = p_event and h.id = w.hold and w.code is not null
       and (v_early or exists (
             select from unnest(p_categories, v_jobs) s(category, job)
              where s.job = w.job and s.category = any (v_event.locked_categories)));
  end if;

  refused := nullif(v_found, '[]');
  return next;
end
$$;
