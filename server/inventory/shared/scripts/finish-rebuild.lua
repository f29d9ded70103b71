-- Enters what the ledger said after the rebuild had begun: each seat that differs, unless it was touched since. A candidate stays one,
-- of what the ledger said: its verdict may have been lost on the way here, and then nobody will ever tell it.
--
-- ARGV, after the shared ones:
--   6 the token
--   7 the state of each seat, a byte each, and 8 its stamp, eight bytes each
--   9 the stretches
--   10 when the keys may be forgotten if nobody uses them, in ms
--
-- Reply: OK, clock, version, message, how many seats had a wrong state. STALE: another rebuild has begun since. LATE.

if is_late() then return { 'LATE', NOW_MS } end
if is_empty() or TOKEN ~= ARGV[6] then return { 'STALE', NOW_MS } end

local states, stamps = ARGV[7], ARGV[8]
local PIECE = 256
local filling = head[3]
local drift = 0

-- A candidate without a lease would stay one for ever. There is none, unless Redis was made to throw the leases away.
local leased = {}
for _, lease in ipairs(redis.call('ZRANGE', LEASES, 0, -1)) do
  for _, seat in ipairs(read_seats(lease, 9, #lease)) do leased[seat] = true end
end

-- Nearly everything is right nearly always, so it is compared in pieces before it is looked at seat by seat.
for first = 0, PLACES - 1, PIECE do
  local last = math.min(first + PIECE, PLACES) - 1
  local had = redis.call('GETRANGE', SEATS, first, last)
  local had_stamps = redis.call('GETRANGE', STAMPS, first * 8, last * 8 + 7)
  local wanted = string.sub(states, first + 1, last + 1)
  local wanted_stamps = string.sub(stamps, first * 8 + 1, last * 8 + 8)
  if had ~= wanted or had_stamps ~= wanted_stamps then
    local touched = redis.call('GETRANGE', TOUCHED, first, last)
    local bytes, owners = {}, {}
    for at = 1, last - first + 1 do
      local byte = string.byte(had, at)
      if byte % 8 >= CANDIDATE and not leased[first + at - 1] then
        byte = byte - CANDIDATE
        mark(first + at - 1, GIVEN_BACK)
      end
      local state = string.byte(wanted, at)
      local owner = string.sub(had_stamps, at * 8 - 7, at * 8)
      local wanted_owner = string.sub(wanted_stamps, at * 8 - 7, at * 8)
      -- The end of a hold may overtake the news of it: then there was nothing to touch.
      local differs = byte % 4 ~= state or owner ~= wanted_owner
      if differs and string.byte(touched, at) ~= 1 and not has_given_up(wanted_owner, first + at - 1) then
        local candidate = byte % 8 - byte % 4
        if byte % 4 ~= state then
          if candidate == 0 then drift = drift + 1 end
          tell_state(first + at - 1, state)
        elseif byte >= LAPSED then
          mark(first + at - 1, REVIVED)
        end
        byte, owner = state + candidate, wanted_owner
      end
      bytes[at], owners[at] = byte, owner
    end
    redis.call('SETRANGE', SEATS, first, string.char(unpack(bytes)))
    redis.call('SETRANGE', STAMPS, first * 8, table.concat(owners))
  end
end

redis.call('SET', STRETCHES, ARGV[9])
redis.call('HDEL', HEAD, 'token', 'tokenAt', 'filling')
redis.call('HSET', HEAD, 'comparedAt', NOW_MS)
redis.call('DEL', TOUCHED)
forget_after(tonumber(ARGV[10]))

local version, message
if filling then
  -- Whoever was waiting reads everything.
  version = redis.call('HINCRBY', HEAD, 'version', 1)
  message = struct.pack('<c8ddI4I4', ORIGIN, 0, version, 0, 0)
  redis.call('SPUBLISH', CHANNEL, message)
else
  version, message = announce()
end
return { 'OK', NOW_MS, version, message, filling and 0 or drift }
