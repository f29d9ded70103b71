-- Notes when holds end. A hold that is over, or whose seats are somebody else's, does no harm: its stamp finds nothing.
--
-- ARGV, after the shared ones:
--   6 … a hold each: its end in ms, its stamp, and its seats
--
-- Reply: OK, clock.

if is_late() then return { 'LATE', NOW_MS } end
if is_empty() then return { 'EMPTY', NOW_MS } end
for at = 6, #ARGV do redis.call('ZADD', ENDS, struct.unpack('<d', ARGV[at]), string.sub(ARGV[at], 9)) end
return { 'OK', NOW_MS }
