-- Reads all seats and their version, in one moment.
--
-- ARGV, after the shared ones:
--   6 the version that the caller has had from this Redis. A replica that took over may be behind it: then the version is raised,
--     because one and the same must not come to mean two things, and the reply says so.
--   7 when the keys may be forgotten if nobody uses them, in ms
--
-- Reply: OK or BEHIND, clock, version, message, the seats' bytes. EMPTY, FILLING or LATE as in take.lua.

if is_late() then return { 'LATE', NOW_MS } end
if is_empty() then return { 'EMPTY', NOW_MS } end
if head[3] then return { 'FILLING', NOW_MS } end
end_leases()
end_holds()

local seen = tonumber(ARGV[6])
local word = 'OK'
if tonumber(head[1]) < seen then
  word = 'BEHIND'
  redis.call('HSET', HEAD, 'version', string.format('%.0f', seen + 1))
  -- Nothing that anybody can add to what they have: they all read anew.
  redis.call('SPUBLISH', CHANNEL, struct.pack('<c8ddI4I4', ORIGIN, 0, seen + 1, 0, 0))
end
forget_after(tonumber(ARGV[7]))
local version, message = announce()
return { word, NOW_MS, version, message, redis.call('GETRANGE', SEATS, 0, -1) }
