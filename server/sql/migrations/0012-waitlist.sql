-- Whoever waits for seats of a sold-out event. inventory/README.md tells how freed seats reach them: in the transaction that
-- frees them.
--
-- Places are in the order of `number`, which is given under the event's waitlist lock: neither a clock that was set back nor
-- a busy server can swap two of them. A position is counted when somebody asks, never stored.

create table waitlist (
  event_id        uuid not null,
  id              uuid not null,
  number          bigint not null,
  customer_id     uuid not null,
  quantity        integer not null check (quantity between 1 and 100),
  categories      text[] check (categories <> '{}'), -- null: any that is not behind a code
  area            text,
  adjacent        boolean not null default false,
  buyer_name      text,
  buyer_email     text,
  locale          text not null default 'en',
  state           smallint not null default 1 check (state between 1 and 6),
                  -- 1 waiting, 2 gathering, 3 offered, 4 fulfilled, 5 left, 6 lapsed. What became of an offer is what became
                  -- of its hold: 3 stays until somebody needs the customer's one place again.
  passed          integer not null default 0, -- how often somebody behind got seats that this one could have used
  first_passed_at timestamptz,
  -- Gathering: the hold that keeps seats together for it, which is nobody's. Offered: the offer, a hold of the customer's.
  hold_id         uuid,
  -- The cap was full when it would have been its turn.
  capped          boolean not null default false,
  idempotency_key text,
  request_hash    text,
  created_at      timestamptz not null default clock_timestamp(),
  ended_at        timestamptz,
  primary key (event_id, id),
  check (state <> 3 or hold_id is not null),
  check ((state >= 4) = (ended_at is not null))
);

create unique index waitlist_by_number on waitlist (event_id, number);
-- One place for each customer.
create unique index waitlist_of_customer on waitlist (event_id, customer_id) where state in (1, 2, 3);
create index waitlist_by_customer on waitlist (customer_id, event_id);
-- The probe of everyone who frees seats, and of every batch of claims: an empty index where nobody waits.
create index waitlist_waiting on waitlist (event_id, number) where state in (1, 2);

alter table events
  add column waitlist boolean not null default true,
  add column waitlist_offer_seconds integer not null default 900 check (waitlist_offer_seconds between 1 and 604800),
  -- How often, and for how long, somebody may be passed by those behind, before seats are gathered for them.
  add column waitlist_passes integer not null default 3 check (waitlist_passes between 0 and 1000),
  add column waitlist_pass_minutes integer not null default 30 check (waitlist_pass_minutes between 0 and 10080),
  -- Free seats go straight into a confirmed order of whoever left a name and an address.
  add column waitlist_auto boolean not null default true;

alter table waitlist enable row level security;
create policy own_waitlist on waitlist for select to fullhouse_customer
  using (customer_id = any (current_customers()));
revoke all on waitlist from public, fullhouse_customer;
grant select on waitlist to fullhouse_customer;
