-- How many watch an event, as the servers say.
-- KEYS: the event's hash, server -> "count until", the end of the time for which it counts in ms of this clock.
-- ARGV: who says it, how many watch there, for how many ms that is to count. Gives the sum of all others.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local others = 0
local said = redis.call('HGETALL', KEYS[1])
for i = 1, #said, 2 do
  local count, untilMs = string.match(said[i + 1], '^(%d+) (%d+)$')
  if count == nil or tonumber(untilMs) <= now then
    redis.call('HDEL', KEYS[1], said[i])
  elseif said[i] ~= ARGV[1] then
    others = others + count
  end
end
if ARGV[2] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%s %.0f', ARGV[2], now + ARGV[3]))
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return others
