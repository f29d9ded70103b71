-- Gives seats that are free in this transaction's eyes to those who wait, as domain/waitlist.ts has chosen them: as offers, as
-- confirmed orders, or gathered for somebody who has been passed too often. Called with the event's waitlist lock.
--
-- p_ended: holds of gathered seats that are over; their seats are among the chosen ones, or free again.
-- p_given: [{entry, kind: offer | promote | gather, hold, order, seats, amounts, total}]. p_passed: [{entry, passed, first}].
-- False, with nothing done, when a passer-by has claimed one of the seats in this very instant (a seat that fitted nobody until
-- another was freed beside it): the caller looks again.
create or replace function offer_seats(p_event uuid, p_ended uuid[], p_given jsonb, p_passed jsonb, p_capped uuid[])
returns boolean
language plpgsql as $$
declare
  v_clock timestamptz := clock_timestamp();
  v_event events%rowtype;
  v_until timestamptz;
  v_given integer;
  v_one   record;
begin
  select * into v_event from events e where e.id = p_event;
  begin
    update holds h set state = 3, ended_at = v_clock
     where h.event_id = p_event and h.id = any (p_ended) and h.state = 1;
    delete from claims c
     using holds h
     where h.event_id = p_event and h.id = any (p_ended)
       and c.event_id = p_event and c.seat = any (h.seats) and c.hold_id = h.id;
    update waitlist w set hold_id = null
     where w.event_id = p_event and w.state = 2 and w.hold_id = any (p_ended);

    -- In ascending order, as claim_seats does.
    v_until := least(v_event.sale_ends_at, v_event.starts_at);
    insert into claims (event_id, seat, state, expires_at, hold_id)
    select p_event, s.seat::integer, case when g.kind = 'promote' then 2 else 1 end,
           case g.kind when 'promote' then null when 'gather' then v_until
                       else least(v_until, v_clock + make_interval(secs => v_event.waitlist_offer_seconds)) end,
           g.hold
      from jsonb_to_recordset(p_given) g(kind text, hold uuid, seats jsonb)
     cross join jsonb_array_elements(g.seats) s(seat)
     order by s.seat::integer
        on conflict (event_id, seat) do nothing;
    get diagnostics v_given = row_count;
    if v_given < (select coalesce(sum(jsonb_array_length(g -> 'seats')), 0) from jsonb_array_elements(p_given) g) then
      raise exception 'a seat to be offered was claimed' using errcode = 'FH003';
    end if;
  exception when sqlstate 'FH003' then
    return false;
  end;

  insert into holds (event_id, id, customer_id, state, seats, amounts, total, created_at, expires_at, ended_at, order_id)
  select p_event, g.hold, case when g.kind = 'gather' then w.id else w.customer_id end,
         case when g.kind = 'promote' then 2 else 1 end,
         array(select jsonb_array_elements_text(g.seats)::integer), array(select jsonb_array_elements_text(g.amounts)::integer),
         g.total, v_clock,
         case when g.kind = 'gather' then v_until
              else least(v_until, v_clock + make_interval(secs => v_event.waitlist_offer_seconds)) end,
         case when g.kind = 'promote' then v_clock end, g.order
    from jsonb_to_recordset(p_given) g(entry uuid, kind text, hold uuid, "order" uuid, seats jsonb, amounts jsonb, total bigint)
    join waitlist w on w.event_id = p_event and w.id = g.entry;

  insert into mails (event_id, kind, order_id, recipient, locale, data, once)
  select p_event, case when g.kind = 'promote' then 'waitlist_promoted' else 'waitlist_offer' end, g.order, w.buyer_email, w.locale,
         case when g.kind = 'promote' then '{}'
              else jsonb_build_object(
                'quantity', w.quantity,
                'category', case when cardinality(w.categories) = 1 then w.categories[1] end,
                'until', to_char(h.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end,
         case when g.kind = 'promote' then 'confirmation:' || g.order else 'waitlist_offer:' || g.hold end
    from jsonb_to_recordset(p_given) g(entry uuid, kind text, hold uuid, "order" uuid)
    join waitlist w on w.event_id = p_event and w.id = g.entry
    join holds h on h.event_id = p_event and h.id = g.hold
   where g.kind <> 'gather' and w.buyer_email is not null
      on conflict (event_id, once) where once is not null do nothing;

  for v_one in
    select g.hold, g.order, w.customer_id, w.buyer_name, w.buyer_email, w.locale, h.seats, h.amounts
      from jsonb_to_recordset(p_given) g(entry uuid, kind text, hold uuid, "order" uuid)
      join waitlist w on w.event_id = p_event and w.id = g.entry
      join holds h on h.event_id = p_event and h.id = g.hold
     where g.kind = 'promote'
  loop
    insert into orders (event_id, id, customer_id, hold_id, state, buyer_name, buyer_email, seats, amounts, total, created_at,
                        locale)
    values (p_event, v_one.order, v_one.customer_id, v_one.hold, 2, v_one.buyer_name, v_one.buyer_email, v_one.seats,
            v_one.amounts, 0, v_clock, v_one.locale);
    -- The mail that says whence the seats came stands for its confirmation: `once` has seen to that.
    perform confirm_order(p_event, v_one.order, v_one.hold, v_one.seats, null, false, v_clock);
  end loop;

  update waitlist w
     set passed = p.passed, first_passed_at = p.first
    from jsonb_to_recordset(p_passed) p(entry uuid, passed integer, first timestamptz)
   where w.event_id = p_event and w.id = p.entry;
  update waitlist w
     set state = case g.kind when 'promote' then 4 when 'gather' then 2 else 3 end, hold_id = g.hold, capped = false,
         ended_at = case when g.kind = 'promote' then v_clock end
    from jsonb_to_recordset(p_given) g(entry uuid, kind text, hold uuid)
   where w.event_id = p_event and w.id = g.entry;
  update waitlist w set capped = true where w.event_id = p_event and w.id = any (p_capped) and not w.capped;
  return true;
end
$$;
