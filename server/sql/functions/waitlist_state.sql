-- What has become of a place by now. An offer is a hold like any other, and nobody who sells, releases or sweeps it has to
-- know of the waitlist: the place's state follows from the hold's.
create or replace function waitlist_state(p_state smallint, p_hold_state smallint, p_until timestamptz)
returns smallint
language sql volatile as $$
  select case
    when p_state <> 3 then p_state
    when p_hold_state = 2 then 4
    when p_hold_state = 3 then 5
    when p_hold_state = 1 and p_until > clock_timestamp() then 3
    else 6
  end::smallint
$$;
