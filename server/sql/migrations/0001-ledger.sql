-- The ledger. What is written here is true; everything else is a copy.
--
-- Every hot table's primary key begins with event_id: events are independent, so that is how the schema would be
-- distributed, and how one batch of one event touches neighbouring pages. The hot tables carry no foreign keys: a
-- check per row would cost more than the row, and each would lock the event's row under a whole rush.

create table settings (
  key   text primary key,
  value text not null
);

create table events (
  id               uuid primary key,
  slug             text not null unique,
  title            text not null,
  summary          text not null default '',
  description      text not null default '',
  category         text not null default '',
  artwork          text,
  venue            jsonb not null,
  starts_at        timestamptz not null,
  ends_at          timestamptz,
  timezone         text not null,
  on_sale_at       timestamptz,
  sale_ends_at     timestamptz,
  published        boolean not null default false,
  listed           boolean not null default true,
  cancelled_at     timestamptz,
  currency         text not null check (currency ~ '^[A-Z]{3}$'),
  -- Minor units by category name. min_price and max_price repeat its ends so that a list can be sorted by them.
  prices           jsonb not null,
  min_price        integer not null,
  max_price        integer not null,
  plan_version     integer not null,
  -- Seat indexes run from 0 to places - 1; a retired one stays in its place for ever, as a claim.
  places           integer not null check (places > 0),
  max_per_order    integer not null check (max_per_order between 1 and 100),
  max_per_customer integer check (max_per_customer > 0),
  hold_seconds     integer not null check (hold_seconds between 1 and 3600),
  payment_seconds  integer not null default 600 check (payment_seconds between 30 and 3600),
  organiser_id     uuid,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now()
);

create index events_listed_by_date on events (starts_at, id) where published and listed;

create table event_plans (
  event_id   uuid not null references events on delete cascade,
  version    integer not null,
  document   jsonb not null,
  -- Seat ids by index where that is not simply plan order, i.e. from the second version on.
  seat_order text[],
  created_at timestamptz not null default now(),
  primary key (event_id, version)
);

-- One row per taken seat. The primary key is the whole safety of the sale: two claims on a seat cannot exist.
create table claims (
  event_id   uuid not null,
  seat       integer not null,
  state      smallint not null check (state between 1 and 4), -- 1 held, 2 sold, 3 blocked, 4 retired
  expires_at timestamptz,
  hold_id    uuid,
  primary key (event_id, seat),
  check ((state = 1) = (expires_at is not null)),
  check ((state <= 2) = (hold_id is not null))
) with (fillfactor = 80);

create table holds (
  event_id        uuid not null,
  id              uuid not null,
  customer_id     uuid not null,
  state           smallint not null default 1 check (state between 1 and 4), -- 1 live, 2 sold, 3 released, 4 expired
  seats           integer[] not null,
  amounts         integer[] not null, -- minor units, beside seats: the price shown is the price paid
  total           bigint not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  extended        boolean not null default false,
  ended_at        timestamptz,
  order_id        uuid,
  idempotency_key text,
  request_hash    text,
  primary key (event_id, id),
  check ((state = 1) = (ended_at is null)),
  check (cardinality(seats) = cardinality(amounts) and cardinality(seats) > 0)
) with (fillfactor = 80);

-- Owners look for their own holds; nobody looks for a hold by its id alone.
create index holds_by_customer on holds (customer_id, event_id);
create unique index holds_by_key on holds (event_id, customer_id, idempotency_key)
  where idempotency_key is not null;

create sequence order_numbers;

create table orders (
  event_id         uuid not null,
  id               uuid not null,
  number           bigint not null default nextval('order_numbers'),
  customer_id      uuid not null,
  hold_id          uuid not null,
  state            smallint not null check (state between 1 and 5),
                   -- 1 awaiting payment, 2 confirmed, 3 cancelled, 4 expired, 5 refunded
  buyer_name       text not null,
  buyer_email      text not null,
  seats            integer[] not null,
  amounts          integer[] not null,
  total            bigint not null,
  created_at       timestamptz not null,
  confirmed_at     timestamptz,
  ended_at         timestamptz,
  payment_deadline timestamptz,
  idempotency_key  text,
  request_hash     text,
  primary key (event_id, id)
) with (fillfactor = 80);

create unique index one_order_per_hold on orders (event_id, hold_id);
create index orders_by_customer on orders (customer_id, event_id);
create unique index orders_by_key on orders (event_id, customer_id, idempotency_key)
  where idempotency_key is not null;

create table tickets (
  event_id uuid not null,
  order_id uuid not null,
  seat     integer not null,
  id       uuid not null default uuidv7(),
  state    smallint not null default 1 check (state in (1, 2)), -- 1 valid, 2 void
  primary key (event_id, order_id, seat)
) with (fillfactor = 80);

-- The second lock on the same door: even a wrong claim could not print two tickets for a seat.
create unique index one_valid_ticket_per_seat on tickets (event_id, seat) where state = 1;

create table payments (
  event_id     uuid not null,
  id           uuid not null,
  order_id     uuid not null,
  provider     text not null,
  provider_ref text not null,
  state        smallint not null check (state between 1 and 4), -- 1 pending, 2 captured, 3 refunded, 4 failed
  amount       bigint not null check (amount >= 0),
  currency     text not null,
  created_at   timestamptz not null default now(),
  captured_at  timestamptz,
  refunded_at  timestamptz,
  primary key (event_id, id)
);

create unique index one_capture_per_order on payments (event_id, order_id) where state = 2;

-- A busy sale rewrites these tables many times over: vacuum them by what changed, early and in small steps.
alter table claims set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1);
alter table holds  set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1);
