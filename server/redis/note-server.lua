-- Notes that a server is here, and finds those that have not said so for long: each is found once, by one of the others.
-- KEYS: a sorted set of servers, by when they were last here, in ms by this clock.
-- ARGV: the server; how long one may be silent before it counts as lost, in ms.
-- Gives the servers that are lost.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lost = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2], 'LIMIT', 0, 64)
if #lost > 0 then redis.call('ZREM', KEYS[1], unpack(lost)) end
redis.call('ZADD', KEYS[1], now, ARGV[1])
return lost
