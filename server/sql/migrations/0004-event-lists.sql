-- What lists of events need. server/booking/list-events.pg.test.ts keeps the query plans that justify each of these.

-- Everything a search looks at, in lower case, so that each word is one LIKE over one column instead of five.
alter table events add column search_text text not null generated always as (lower(
  title || ' ' || summary || ' ' || category || ' ' ||
  coalesce(venue ->> 'name', '') || ' ' || coalesce(venue ->> 'city', '')
)) stored;

create index events_listed_by_price on events (min_price, starts_at, id) where published and listed;
create index events_listed_by_title on events (lower(title), starts_at, id) where published and listed;

-- Where each category and area begins and ends in the seat indexes: what a list says of an event whose plan is not
-- in memory (server/domain/plan-layout.ts). Null only if the plan was written by something that does not know of it.
alter table event_plans add column layout jsonb;

-- What the event was created from, as a hash: the same request under the same Idempotency-Key finds this event again.
alter table events add column fingerprint text;
