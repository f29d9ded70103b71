-- The lab: an organiser lets a crowd of made-up buyers at an event of its own, and keeps what came of it.

-- Made for a run of the lab. It is sold to that run's buyers only, nothing of it is put on paper, and it goes with its run.
alter table events add column sandbox boolean not null default false;

create table lab_runs (
  id           uuid primary key,
  organiser_id uuid not null,
  event_id     uuid not null,
  state        smallint not null check (state between 1 and 4), -- 1 running, 2 finished, 3 stopped, 4 failed
  plan         text,             -- null: a small house of so many places
  places       integer not null,
  settings     jsonb not null,
  -- The newest of what the run has told, and a thinned history of it.
  progress     jsonb,
  history      jsonb not null default '[]',
  -- What came of it, but for its events, which are beside it; and the whole as a page of its own.
  report       jsonb,
  events       jsonb not null default '[]',
  report_html  text,
  -- In words, of a run that failed.
  fault        text,
  created_at   timestamptz not null default clock_timestamp(),
  -- When the server that runs it has last said so. A run that nobody speaks for is over.
  seen_at      timestamptz not null default clock_timestamp(),
  ended_at     timestamptz,
  check ((state = 1) = (ended_at is null))
);

-- A crowd is made by this machine and this database: one at a time, whichever server is asked.
create unique index lab_runs_one_at_a_time on lab_runs ((true)) where state = 1;
create index lab_runs_of_organiser on lab_runs (organiser_id, created_at);

revoke all on lab_runs from public, fullhouse_customer;
