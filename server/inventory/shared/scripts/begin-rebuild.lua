-- Begins to make an event right by the ledger, which is read after this: from now on every change is also noted as touched.
--
-- ARGV, after the shared ones:
--   6 a token: whoever has the last one may finish; one's own begun earlier is begun anew
--   7 how long a rebuild may keep others from beginning one, in ms
--   8 a version that is smaller than any that may be given from now on
--   9 1 when the caller knows nothing of candidates that are marked as its own here: the answer to its choice, or what it said
--     the ledger's verdict was, is lost. They are ended, so that nobody waits for them until their lease is over
--
-- Reply: OK, clock, 1 if it is being filled, else 0. BUSY: another one is going on.

if is_late() then return { 'LATE', NOW_MS } end
if ARGV[9] == '1' and not is_empty() then
  for _, lease in ipairs(redis.call('ZRANGE', LEASES, 0, -1)) do
    -- A ticket ends as its server's name does.
    if string.sub(lease, 5, 8) == string.sub(ORIGIN, 5, 8) then end_lease(lease) end
  end
  announce()
end
local begun_ms = tonumber(redis.call('HGET', HEAD, 'tokenAt') or 0)
if TOKEN and TOKEN ~= ARGV[6] and begun_ms + tonumber(ARGV[7]) > NOW_MS then return { 'BUSY', NOW_MS } end

local filling = is_empty() or head[3]
if filling and not head[3] then
  redis.call('DEL', SEATS, STAMPS, LEASES, ENDS, ENDED, STRETCHES)
  redis.call('SETRANGE', SEATS, PLACES - 1, '\0')
  redis.call('SETRANGE', STAMPS, PLACES * 8 - 1, '\0')
  redis.call('HSET', HEAD, 'filling', 1)
  -- Microseconds: no copy of this event can have had that many changes since an earlier one was filled.
  local version = math.max(NOW_US, tonumber(head[1] or 0))
  redis.call('HSET', HEAD, 'version', string.format('%.0f', version))
end
local least = tonumber(ARGV[8])
if tonumber(redis.call('HGET', HEAD, 'version')) <= least then
  redis.call('HSET', HEAD, 'version', string.format('%.0f', least + 1))
  redis.call('SPUBLISH', CHANNEL, struct.pack('<c8ddI4I4', ORIGIN, 0, least + 1, 0, 0))
end
redis.call('HSET', HEAD, 'token', ARGV[6], 'tokenAt', NOW_MS)
redis.call('DEL', TOUCHED)
redis.call('SETRANGE', TOUCHED, PLACES - 1, '\0')
return { 'OK', NOW_MS, filling and 1 or 0 }
