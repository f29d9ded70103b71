-- Asks whether the event should be compared with the ledger now, and by this server: the first that asks when it is time.
--
-- ARGV, after the shared ones:
--   6 how long after the last comparison it is time for the next, in ms
--
-- Reply: OK, clock, 1 if it is for this server to do, else 0. EMPTY, FILLING or LATE as in take.lua.

if is_late() then return { 'LATE', NOW_MS } end
if is_empty() then return { 'EMPTY', NOW_MS } end
if head[3] then return { 'FILLING', NOW_MS } end
local compared_ms = tonumber(redis.call('HGET', HEAD, 'comparedAt') or 0)
if TOKEN or compared_ms + tonumber(ARGV[6]) > NOW_MS then return { 'OK', NOW_MS, 0 } end
redis.call('HSET', HEAD, 'comparedAt', NOW_MS)
return { 'OK', NOW_MS, 1 }
