-- What a seat costs beyond its category: concessions, fees, tax, discounts. The order keeps the whole calculation
-- (domain/pricing.ts), so that a receipt can always be explained.

alter table events
  -- [{ "name": "Child", "note": "under 14", "prices": { "Stalls": 1500 } }]; a category left out has no such price.
  add column concessions jsonb not null default '[]',
  add column fee_per_ticket integer not null default 0 check (fee_per_ticket >= 0),
  add column fee_per_order integer not null default 0 check (fee_per_order >= 0),
  add column tax_name text,
  -- Basis points: 1900 is 19 %.
  add column tax_rate integer not null default 0 check (tax_rate between 0 and 10000),
  add column tax_inclusive boolean not null default true,
  -- Categories that are sold only to who has a code that unlocks them.
  add column locked_categories text[] not null default '{}',
  -- When the sale opens for who has a code that says so; null: there is no presale.
  add column presale_at timestamptz;

create table codes (
  event_id         uuid not null,
  code             text not null check (code ~ '^[A-Z0-9][A-Z0-9_-]{1,39}$'),
  -- 0 no discount (it only gives access), 1 basis points of each ticket, 2 minor units off each ticket, 3 minor units off the order
  discount_kind    smallint not null default 0 check (discount_kind between 0 and 3),
  discount_value   integer not null default 0 check (discount_value >= 0),
  categories       text[],
  unlocks          text[] not null default '{}',
  presale          boolean not null default false,
  max_tickets      integer check (max_tickets > 0),
  max_per_customer integer check (max_per_customer > 0),
  valid_from       timestamptz,
  valid_until      timestamptz,
  active           boolean not null default true,
  created_at       timestamptz not null default now(),
  primary key (event_id, code)
);

alter table orders
  add column code text,
  add column fees bigint not null default 0,
  add column discount bigint not null default 0,
  add column tax bigint not null default 0,
  -- Tickets that count towards the code's limits.
  add column code_tickets integer not null default 0,
  -- What domain/pricing.ts came to, line by line. Null: each seat at its plain price and nothing else.
  add column pricing jsonb;

-- The code without which these seats could not have been held. The order counts as a use of it.
alter table holds add column code text;

create index orders_by_code on orders (event_id, code) where code is not null;

-- Receipts are numbered without a gap, so a number is given only in a transaction that keeps it: the series' row is locked.
create table receipt_series (
  series text primary key,
  last   bigint not null default 0
);

create table receipts (
  event_id  uuid not null,
  id        uuid not null,
  series    text not null references receipt_series,
  number    bigint not null,
  kind      smallint not null check (kind in (1, 2)), -- 1 receipt, 2 credit note
  order_id  uuid not null,
  refund_id uuid,
  -- Everything printed on it, as it was when it was issued.
  content   jsonb not null,
  issued_at timestamptz not null,
  primary key (event_id, id)
);

create unique index receipts_by_number on receipts (series, number);
create unique index one_receipt_per_order on receipts (event_id, order_id) where kind = 1;
create unique index one_credit_note_per_refund on receipts (event_id, refund_id) where kind = 2;

-- What still has to be put on paper, found by the job that does it without looking through all that is done.
alter table orders add column receipt_id uuid;
alter table refunds add column credit_note_id uuid;
create index orders_without_receipt on orders (confirmed_at) where payment_id is not null and receipt_id is null;
create index refunds_without_credit_note on refunds (done_at) where state = 2 and credit_note_id is null;

alter table receipts enable row level security;
create policy own_receipts on receipts for select to fullhouse_customer
  using (exists (select from orders o where o.event_id = receipts.event_id and o.id = receipts.order_id));
grant select on receipts to fullhouse_customer;
revoke all on codes, receipt_series from public, fullhouse_customer;
