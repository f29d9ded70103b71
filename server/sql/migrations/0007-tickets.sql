-- Tickets that can be checked without us: signed with a key of ours whose public half anyone may have.

alter table tickets
  add column attendee text,
  -- Whoever it was passed on to; null: the order's buyer.
  add column holder_email text,
  add column holder_id uuid;

-- Passing a ticket on gives it a new id, and with that a new code: the old one is void in the same transaction.
create table ticket_transfers (
  event_id   uuid not null,
  old_id     uuid not null,
  new_id     uuid not null,
  order_id   uuid not null,
  seat       integer not null,
  from_id    uuid not null,
  to_name    text not null,
  to_email   text not null,
  created_at timestamptz not null default now(),
  primary key (event_id, old_id)
);

create index ticket_transfers_by_order on ticket_transfers (event_id, order_id);
-- A claim link names the ticket by its new id.
create unique index ticket_transfers_by_new_id on ticket_transfers (event_id, new_id);
create index ticket_transfers_by_sender on ticket_transfers (from_id);
create index tickets_by_holder on tickets (holder_id) where holder_id is not null;

create table ticket_keys (
  id         smallint primary key check (id between 1 and 255),
  public_key bytea not null,
  -- Sealed with the server's secret: a stolen database prints no tickets.
  sealed     bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

alter table events
  add column names_until_seconds integer not null default 0 check (names_until_seconds between 0 and 31536000),
  add column transferable boolean not null default true;

-- A ticket that was passed on is no longer the buyer's to see: only that it was, and to whom.
drop policy own_tickets on tickets;
create policy own_tickets on tickets for select to fullhouse_customer
  using (holder_id = any (current_customers())
         or holder_email is null
            and exists (select from orders o where o.event_id = tickets.event_id and o.id = tickets.order_id));

alter table ticket_transfers enable row level security;
create policy own_transfers on ticket_transfers for select to fullhouse_customer
  using (from_id = any (current_customers()));
-- Not the new id: whoever passed a ticket on has no business with it.
grant select (event_id, old_id, order_id, seat, from_id, to_name, to_email, created_at)
  on ticket_transfers to fullhouse_customer;
revoke all on ticket_keys from public, fullhouse_customer;
