-- Money. A payment is one attempt to pay one order; what it is worth is what its provider last told us, and what we want of
-- the provider is kept beside it, so that a server that dies in between leaves nothing to guess: jobs/reconcile-payments
-- looks at every row whose due_at has come.
--
-- The order's way is told in domain/order.ts; the functions here repeat its guards.

alter table payments drop constraint payments_state_check;
drop index one_capture_per_order;

-- A refund is a row of its own: one payment may be given back in parts, and a charge made twice is given back without
-- touching the one that counts.
create table refunds (
  event_id     uuid not null,
  id           uuid not null,
  order_id     uuid not null,
  payment_id   uuid not null,
  amount       bigint not null check (amount > 0),
  currency     text not null,
  reason       smallint not null check (reason between 1 and 7),
               -- 1 cancelled by the buyer, 2 paid too late, 3 paid twice, 4 staff, 5 event cancelled, 6 made at the
               -- provider, 7 another amount than was asked for
  note         text,
  -- The tickets it is for; null when it is for none (too late, twice, a goodwill of the staff).
  tickets      uuid[],
  requested_by uuid,
  state        smallint not null default 1 check (state between 1 and 3), -- 1 due, 2 done, 3 failed
  provider_ref text,
  due_at       timestamptz default now(),
  tries        integer not null default 0,
  last_error   text,
  created_at   timestamptz not null default now(),
  done_at      timestamptz,
  primary key (event_id, id),
  check ((state = 1) = (due_at is not null))
);

create index refunds_by_order on refunds (event_id, order_id);
create index refunds_due on refunds (due_at) where due_at is not null;

insert into refunds (event_id, id, order_id, payment_id, amount, currency, reason, state, due_at, created_at, done_at)
select event_id, uuidv7(), order_id, id, amount, currency, 1, 2, null, refunded_at, refunded_at
  from payments where state = 3 and amount > 0;
update payments set state = 2 where state = 3;

alter table payments
  drop column refunded_at,
  alter column provider_ref drop not null,
  -- When the provider was first asked to open it. Null: it knows nothing of it, and there is nothing to cancel.
  add column begun_at timestamptz,
  -- The provider has it in hand, and the buyer can only wait.
  add column processing boolean not null default false,
  add column wanted smallint check (wanted in (1, 2)), -- 1 capture, 2 cancel
  -- When somebody has next to ask the provider about it. Null when there is nothing left to ask.
  add column due_at timestamptz,
  add column tries integer not null default 0,
  add column last_error text,
  add column authorised_at timestamptz,
  add column ended_at timestamptz,
  add constraint payments_state_check check (state between 1 and 4); -- 1 open, 2 captured, 3 authorised, 4 failed

create index payments_by_order on payments (event_id, order_id);
create index payments_due on payments (due_at) where due_at is not null;
create unique index payments_by_provider on payments (event_id, provider, provider_ref) where provider_ref is not null;

-- What a provider has told us, once: the row is written in the transaction of its effect.
create table payment_events (
  event_id    uuid not null,
  provider    text not null,
  id          text not null, -- the provider's
  payment_id  uuid not null,
  kind        text not null,
  effect      text not null,
  received_at timestamptz not null default now(),
  primary key (event_id, provider, id)
);

create index payment_events_by_age on payment_events (received_at);

alter table orders
  -- The payment that paid for it; any other one that is captured is given back.
  add column payment_id uuid,
  -- Whether seats of the same kind will do when the money comes after the hold is gone.
  add column accepts_equivalent boolean not null default false,
  -- The money came when the hold was gone already: whether seats could be had all the same is what state says.
  add column paid_late boolean not null default false,
  -- The seats first ordered, when others had to take their place.
  add column replaced_seats integer[],
  add column locale text not null default 'en';

update orders o set payment_id = p.id
  from payments p where p.event_id = o.event_id and p.order_id = o.id and p.state = 2;

-- Until when a buyer may cancel, and what is kept of each ticket's price.
alter table events
  add column cancellable boolean not null default true,
  add column cancel_until_seconds integer not null default 0 check (cancel_until_seconds between 0 and 31536000),
  add column cancel_fee integer not null default 0 check (cancel_fee >= 0);

-- What the demo provider knows. It plays a payment company: nothing but server/payments/demo reads or writes it.
create table demo_intents (
  id         text primary key,
  state      text not null check (state in ('open', 'challenge', 'processing', 'authorised', 'captured', 'cancelled')),
  amount     bigint not null,
  currency   text not null,
  refunded   bigint not null default 0 check (refunded between 0 and amount),
  metadata   jsonb not null,
  secret     text not null,
  behaviour  text not null default 'succeed',
  -- Why the last attempt to pay failed; null when it did not.
  declined   text,
  created_at timestamptz not null default now(),
  -- When its bank makes up its mind; only while it is processing.
  settle_at  timestamptz
);

create index demo_intents_settling on demo_intents (settle_at) where settle_at is not null;

create table demo_refunds (
  key       text primary key, -- the idempotency key it was asked with
  id        text not null unique,
  intent_id text not null references demo_intents,
  amount    bigint not null check (amount > 0)
);

-- Events on their way to us, as a payment company would keep and send them again.
create table demo_webhooks (
  id        text primary key,
  intent_id text not null references demo_intents,
  body      jsonb not null,
  -- How often it is sent when it is sent: a company's queue may well deliver twice.
  copies    smallint not null default 1,
  due_at    timestamptz,
  tries     integer not null default 0
);

create index demo_webhooks_due on demo_webhooks (due_at) where due_at is not null;

alter table refunds enable row level security;
create policy own_refunds on refunds for select to fullhouse_customer
  using (exists (select from orders o where o.event_id = refunds.event_id and o.id = refunds.order_id));
grant select on refunds to fullhouse_customer;
revoke all on payment_events, demo_intents, demo_refunds, demo_webhooks from public, fullhouse_customer;
