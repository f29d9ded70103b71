-- Who may not have which seats of an event that asks for a code: before its sale opens (p_early), or in locked categories.
--
-- Beside each other as in claim_seats: a code for each job (null: none), a category and a job for each seat. Judged by the
-- clock that is passed in, the ledger's own. Returns refusals as claim_seats collects them; an empty array: nobody.
create or replace function refuse_access(
  p_event uuid, p_early boolean, p_locked text[], p_clock timestamptz, p_codes text[], p_categories text[], p_jobs integer[]
) returns jsonb
language sql stable as $$
  with wanted as (
    select w.job, p_codes[w.job] as code,
           array_agg(distinct w.category) filter (where w.category = any (p_locked)) as locked
      from unnest(p_categories, p_jobs) w(category, job)
     group by w.job
  ), judged as (
    select w.job, w.locked,
           case when w.code is not null then 'INVALID_CODE' when p_early then 'NOT_ON_SALE' else 'CODE_REQUIRED' end as refusal,
           case
             when w.code is null then null
             when c.code is null or not c.active then 'unknown'
             when c.valid_from > p_clock then 'not_yet_valid'
             when c.valid_until <= p_clock then 'expired'
             when p_early and not c.presale then 'not_for_presale'
             when not coalesce(w.locked, '{}') <@ c.unlocks then 'not_for_these_seats'
             else 'fits'
           end as reason
      from wanted w
      left join codes c on c.event_id = p_event and c.code = w.code
     where p_early or w.locked is not null
  )
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
           'job', job, 'code', refusal, 'reason', reason, 'categories', locked))), '[]')
    from judged
   where reason is distinct from 'fits'
$$;
