-- Nobody is to pay an order by these attempts any more: all of its open ones, but for the one that paid for it. One that
-- the provider has never heard of is over at once; the others we want it to cancel. Should the money be quicker than that,
-- settle_payment finds an order that is not waiting for it, and gives it back.
-- Called with the order's hold locked.
create or replace function end_payments(p_event uuid, p_order uuid, p_but uuid, p_clock timestamptz) returns void
language sql as $$
  update payments p
     set state = case when p.begun_at is null then 4 else p.state end,
         ended_at = case when p.begun_at is null then p_clock end,
         wanted = case when p.begun_at is null then null else 2 end,
         due_at = case when p.begun_at is null then null else p_clock end,
         tries = 0
   where p.event_id = p_event and p.order_id = p_order and p.id is distinct from p_but
     and p.state = 1 and p.wanted is distinct from 2
$$;
