-- The waiting room: a queue in front of an event's sale. See server/waiting-room/README.md.
--
-- Like the ledger these tables carry no foreign keys, and event_id comes first in every key.

-- One row for each event that ever had a room. Numbers are given, the list is frozen and people are let in under this
-- row's lock, so each happens in one place however many servers there are.
create table queues (
  event_id          uuid primary key,
  mode              smallint not null default 0 check (mode between 0 and 2), -- 0 off, 1 scheduled, 2 load
  -- The pre-queue opens this long before the sale, or earlier, from opened_at on. In load mode: since when there is a queue.
  prequeue_minutes  integer not null default 30 check (prequeue_minutes between 1 and 10080),
  opened_at         timestamptz,
  admission_seconds integer not null default 480 check (admission_seconds between 30 and 7200),
  target_inside     integer not null default 300 check (target_inside between 1 and 100000),
  admit_per_minute  integer not null default 600 check (admit_per_minute between 1 and 100000),
  entry_rule        smallint not null default 0 check (entry_rule between 0 and 2), -- 0 anyone, 1 signed in, 2 with a code
  challenge         smallint not null default 0 check (challenge between 0 and 2), -- 0 under pressure, 1 always, 2 never
  paused            boolean not null default false,
  draining          boolean not null default false,
  last_number       bigint not null default 0,
  serving           bigint not null default 0, -- everyone up to this number has been let in, or has left
  admitted          bigint not null default 0, -- how many have been let in
  -- How many may still be let in by the rate alone, as of credited_at.
  credit            double precision not null default 0,
  credited_at       timestamptz,
  -- Of admissions that are decided (they held seats, or ended without): how many, and how many seats they held.
  decided           bigint not null default 0,
  decided_seats     bigint not null default 0,
  updated_at        timestamptz not null default now()
);

-- The seed is secret until revealed_at; commitment is its SHA-256 and public from the beginning.
create table queue_draws (
  event_id     uuid primary key,
  seed         bytea not null check (length(seed) = 32),
  commitment   bytea not null check (commitment = sha256(seed)),
  committed_at timestamptz not null,
  closes_at    timestamptz,  -- who joined before takes part; set when the list is frozen
  frozen_at    timestamptz,
  entrants     integer,
  digest       bytea,        -- SHA-256 of the entrants' ids in ascending order, joined by line feeds
  revealed_at  timestamptz,
  check ((frozen_at is null) = (digest is null) and (frozen_at is null) = (entrants is null)),
  check (revealed_at is null or frozen_at is not null)
);

create table queue_entries (
  event_id    uuid not null,
  id          uuid not null, -- random: it tells nothing of who, and with the seed it decides the rank
  customer_id uuid not null,
  address     bytea,         -- keyed hash of the network joined from, never the address
  joined_at   timestamptz not null,
  number      bigint,        -- null until the draw
  drawn       boolean not null default false, -- took part in the draw
  state       smallint not null default 1 check (state between 1 and 5), -- 1 waiting, 2 admitted, 3 spent, 4 left, 5 expired
  admitted_at timestamptz,
  expires_at  timestamptz,   -- of the admission
  held_seats  integer not null default 0, -- the most that one hold under this admission had
  ended_at    timestamptz,
  primary key (event_id, id),
  check ((state in (1, 2)) = (ended_at is null)),
  check ((admitted_at is null) = (expires_at is null)),
  check (state = 4 or (state = 1) = (admitted_at is null)),
  check (admitted_at is null or number is not null)
) with (fillfactor = 80);

-- One place for each customer.
create unique index queue_entries_of_customer on queue_entries (event_id, customer_id) where state in (1, 2);
create index queue_entries_by_customer on queue_entries (customer_id, event_id);
create unique index queue_entries_by_number on queue_entries (event_id, number) where number is not null;
create index queue_entries_waiting on queue_entries (event_id, number) where state = 1;
create index queue_entries_admitted on queue_entries (event_id, customer_id) where state = 2;
create index queue_entries_left on queue_entries (event_id, number) where state = 4;

create table queue_codes (
  event_id  uuid not null,
  code      text not null check (length(code) between 4 and 40),
  places    integer not null check (places > 0),
  used      integer not null default 0 check (used between 0 and places),
  primary key (event_id, code)
);

-- Nobody reads these in a customer's role; own places are looked up by customer id on the hot path.
revoke all on queues, queue_draws, queue_entries, queue_codes from public, fullhouse_customer;
