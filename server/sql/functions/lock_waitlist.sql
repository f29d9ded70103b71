-- Until its transaction ends, nobody else frees seats of this event, gives any to those who wait, or joins them.
create or replace function lock_waitlist(p_event uuid) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_event::text, 3));
end
$$;
