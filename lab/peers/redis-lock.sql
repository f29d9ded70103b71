-- The Redis locker's tables. Who holds a seat is Redis's to know; a row here says only to whom it was sold.
create table if not exists seats (
  event_id uuid not null,
  seat_id  text not null,
  order_id uuid,
  primary key (event_id, seat_id)
);
create table if not exists holds (
  id          uuid primary key,
  event_id    uuid not null,
  customer_id uuid not null,
  seat_ids    text[] not null,
  created_at  timestamptz not null default now(),
  expires_at  timestamptz not null
);
create table if not exists orders (
  id          uuid primary key,
  hold_id     uuid not null unique references holds,
  customer_id uuid not null,
  buyer_name  text not null,
  buyer_email text not null,
  created_at  timestamptz not null default now()
);
create table if not exists tickets (
  id       uuid primary key,
  order_id uuid not null references orders,
  seat_id  text not null
);
