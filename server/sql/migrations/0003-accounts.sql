-- Accounts, as better-auth keeps them (server/accounts/auth.ts maps its names to these). The engine never reads them:
-- a hold's customer_id is an account's id or a guest's, and a guest has no row at all.

create table users (
  id             uuid primary key,
  name           text not null,
  email          text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image          text,
  phone          text,
  -- Never taken from a request; given by whoever runs the server.
  role           text not null default 'customer' check (role in ('customer', 'organiser')),
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);

create table sessions (
  id         uuid primary key,
  user_id    uuid not null references users on delete cascade,
  token      text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

-- How an account is signed in to. With an e-mail address and a password: provider_id 'credential', one a user.
create table accounts (
  id                       uuid primary key,
  user_id                  uuid not null references users on delete cascade,
  provider_id              text not null,
  account_id               text not null,
  password                 text,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now(),
  unique (provider_id, account_id)
);

create index accounts_by_user on accounts (user_id);

-- Tokens of password resets.
create table verifications (
  id         uuid primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index verifications_by_identifier on verifications (identifier);
create index verifications_by_expiry on verifications (expires_at);

-- What is read for a customer never includes anybody's account, whatever was granted to everybody by default.
revoke all on users, sessions, accounts, verifications from public, fullhouse_customer;
