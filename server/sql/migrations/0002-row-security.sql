-- Row-level security behind the application's own checks: whatever is read for a customer is read in this role
-- (postgres/as-customer.ts), which sees that customer's rows only, so that a forgotten WHERE leaks nothing.
-- The engine works as the tables' owner, whom the policies do not bind.

do $$
begin
  create role fullhouse_customer nologin;
exception when duplicate_object or unique_violation then
  null; -- roles belong to the whole cluster: another database of it came first
end
$$;

do $$
begin
  execute format('grant fullhouse_customer to %I', current_user);
end
$$;

grant usage on schema public to fullhouse_customer;
grant select on events, event_plans, holds, orders, tickets, payments to fullhouse_customer;

-- The caller's ids: an account, a guest, or both while a guest's things are being moved to an account.
create function current_customers() returns uuid[]
  language sql stable parallel safe
  return coalesce(string_to_array(nullif(current_setting('fullhouse.customers', true), ''), ',')::uuid[], '{}');

alter table holds enable row level security;
alter table orders enable row level security;
alter table tickets enable row level security;
alter table payments enable row level security;
alter table events enable row level security;

create policy own_holds on holds for select to fullhouse_customer
  using (customer_id = any (current_customers()));
create policy own_orders on orders for select to fullhouse_customer
  using (customer_id = any (current_customers()));
create policy own_tickets on tickets for select to fullhouse_customer
  using (exists (select from orders o where o.event_id = tickets.event_id and o.id = tickets.order_id));
create policy own_payments on payments for select to fullhouse_customer
  using (exists (select from orders o where o.event_id = payments.event_id and o.id = payments.order_id));
create policy published_events on events for select to fullhouse_customer
  using (published or exists (select from orders o where o.event_id = events.id));
