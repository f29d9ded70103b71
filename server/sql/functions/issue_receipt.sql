-- Gives a receipt or a credit note the next number of its series, and keeps what is printed on it.
--
-- Numbers have no gaps: the series' row is locked, and the number is part of the transaction that keeps it, so a rollback
-- takes both back. One order has one receipt and one refund one credit note; asked for again, it is the first that is
-- returned. The number and the time of issue are filled into the content here: before, nobody can know them.
create or replace function issue_receipt(
  p_event uuid, p_id uuid, p_series text, p_kind smallint, p_order uuid, p_refund uuid, p_content jsonb
) returns receipts
language plpgsql as $$
declare
  v_receipt receipts%rowtype;
  v_number  bigint;
  v_clock   timestamptz;
begin
  insert into receipt_series (series) values (p_series) on conflict do nothing;
  select s.last + 1 into v_number from receipt_series s where s.series = p_series for update;

  -- Whoever waited for the lock may have waited for this very receipt.
  select * into v_receipt from receipts r
   where r.event_id = p_event and r.kind = p_kind
     and case when p_kind = 1 then r.order_id = p_order else r.refund_id = p_refund end;
  if found then
    return v_receipt;
  end if;

  v_clock := clock_timestamp();
  update receipt_series s set last = v_number where s.series = p_series;
  insert into receipts (event_id, id, series, number, kind, order_id, refund_id, content, issued_at)
  values (p_event, p_id, p_series, v_number, p_kind, p_order, p_refund,
          p_content || jsonb_build_object(
            'number', p_series || '-' || lpad(v_number::text, greatest(6, length(v_number::text)), '0'),
            'issuedAt', to_char(v_clock at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
          v_clock)
  returning * into v_receipt;
  if p_kind = 1 then
    update orders o set receipt_id = p_id where o.event_id = p_event and o.id = p_order;
  else
    update refunds r set credit_note_id = p_id where r.event_id = p_event and r.id = p_refund;
  end if;
  return v_receipt;
end
$$;
