-- Token buckets that several servers share, each kept as one number: the microsecond, by this clock, at which it is full again.
-- KEYS: the buckets. ARGV: the microseconds that one use takes, and a whole burst; then for each key how often it was used.
-- Gives for each key 0 when its uses were counted, else the milliseconds after which they would have been.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local each, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local waits = {}
for i, key in ipairs(KEYS) do
  local full = math.max(tonumber(redis.call('GET', key) or '0'), now) + each * ARGV[2 + i]
  local excess = full - now - burst
  if excess > 0 then
    waits[i] = math.ceil(excess / 1000)
  else
    redis.call('SET', key, string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
    waits[i] = 0
  end
end
return waits
