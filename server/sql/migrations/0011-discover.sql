-- Amounts of several currencies cannot be compared by their numbers, so events by price are events by currency and price.
-- server/booking/list-events.pg.test.ts keeps the query plans that justify both indexes.

drop index events_listed_by_price;
create index events_listed_by_price on events (currency, min_price, starts_at, id) where published and listed;

-- With what there is to choose from (kinds, currencies and their prices), which is then read without touching the rows.
drop index events_listed_by_date;
create index events_listed_by_date on events (starts_at, id) include (category, currency, min_price, max_price)
  where published and listed;
