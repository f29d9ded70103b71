-- Mail leaves as rows: written in the transaction that caused it, sent by a job. Nothing is sent for what was rolled back,
-- and nothing that was promised is forgotten. The row says what to tell whom; the words are chosen when it is sent.
--
-- kind and data: server/domain/mails.ts. How to insert one, and what becomes of it: server/mail/README.md.

create table mails (
  event_id   uuid not null default '00000000-0000-0000-0000-000000000000', -- that one: no event, such as a password reset
  id         uuid not null default uuidv7(),
  kind       text not null,
  order_id   uuid,
  recipient  text not null,
  locale     text not null default 'en',
  data       jsonb not null default '{}',
  -- Two mails that say the same are one.
  once       text,
  state      smallint not null default 1 check (state between 1 and 4), -- 1 due, 2 sent, 3 given up, 4 kept: no mail server
  -- When it is to be sent next. While a server is at it: when another may take it for granted that that one is gone.
  due_at     timestamptz default now(),
  tries      integer not null default 0,
  -- Set while a server is sending it; found set by the next one, the first has died in the middle.
  taken_at   timestamptz,
  interrupts smallint not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at    timestamptz,
  primary key (event_id, id),
  check ((state = 1) = (due_at is not null)),
  check (state = 1 or taken_at is null)
) with (fillfactor = 80);

create index mails_due on mails (due_at) where due_at is not null;
create unique index mails_once on mails (event_id, once) where once is not null;
-- Rows come in the order of time, so this index is a few pages; it is for what deletes the old ones.
create index mails_by_age on mails using brin (created_at);

revoke all on mails from public, fullhouse_customer;
