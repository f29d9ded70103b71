-- Enters what the ledger has said, for a batch of acts, in their order.
--
-- ARGV, after the shared ones:
--   6 how long it is remembered which seats a hold has given up, in ms
--   7 … an act each: kind, stamp, ticket, end of the hold in ms, how many seats; the seats, ascending
--
-- Reply: OK, clock, version, message. EMPTY: there is nothing here to enter it into. LATE: nobody waits for it.

if is_late() then return { 'LATE', NOW_MS } end
if is_empty() then return { 'EMPTY', NOW_MS } end
end_leases()

local KEEP, BACK, LOST, SELL, GRANT, RELEASE, BLOCK, REVIVE, LAPSE = 1, 2, 3, 4, 5, 6, 7, 8, 9
local ENDED_MS = tonumber(ARGV[6])

local function owner_of(seat) return redis.call('GETRANGE', STAMPS, seat * 8, seat * 8 + 7) end

-- Gives these seats a state and an owner. Whose candidates they are stays as it is, and lapsed they are no more.
local function enter(seats, bytes, state, stamp)
  local after = {}
  for at, byte in ipairs(bytes) do after[at] = state + byte % 8 - byte % 4 end
  change(seats, bytes, after, stamp)
end

-- Enters it for those of the seats for which `is_meant` says so. The server that sent it has entered it for all of them in its
-- own copy, so it is told what the others are.
local function enter_some(seats, state, stamp, is_meant)
  local bytes = bytes_of(seats)
  local meant, before = {}, {}
  for at, seat in ipairs(seats) do
    if is_meant(seat, bytes[at]) then meant[#meant + 1], before[#before + 1] = seat, bytes[at]
    else tell_state(seat, bytes[at]) end
  end
  enter(meant, before, state, stamp)
  return meant
end

-- The seats of this hold, of which some may have been given up, or sold, by news that was quicker. Says for each whether what is
-- told of it now still holds. Most holds have given nothing up, and cost one look.
local function is_current_of(stamp)
  local gives_up = redis.call('ZSCORE', ENDED, stamp)
  return function(seat, byte, state)
    if gives_up and has_given_up(stamp, seat) then return false end
    return state == SOLD or byte % 4 ~= SOLD or owner_of(seat) ~= stamp
  end
end

local function settle(text)
  local kind, stamp, ticket, ends_ms, count = struct.unpack('<Bc8c8dI4', text)
  local packed = string.sub(text, 30)
  local seats = read_seats(packed, 1, #packed)
  if #seats == 0 then return end
  if kind == KEEP then
    local is_current = is_current_of(stamp)
    -- Without the lease they may be somebody else's candidates by now.
    local is_leased = end_lease(ticket .. packed, is_current)
    -- Where the lease was over, what has become somebody else's since is left to the next rebuild.
    enter_some(seats, HELD, stamp, function(seat, byte)
      return is_current(seat, byte, HELD) and (is_leased or byte % 4 == FREE or byte >= LAPSED)
    end)
    redis.call('ZADD', ENDS, ends_ms, stamp .. packed)
  elseif kind == BACK then
    end_lease(ticket .. packed)
  elseif kind == LOST then
    -- The ledger gave them to somebody whom this Redis has not heard of.
    enter_some(seats, HELD, NOBODY, function(_, byte) return byte == FREE or byte >= LAPSED end)
  elseif kind == SELL then
    local is_current = is_current_of(stamp)
    enter_some(seats, SOLD, stamp, function(seat, byte) return is_current(seat, byte, SOLD) end)
  elseif kind == GRANT then
    local is_current = is_current_of(stamp)
    enter_some(seats, HELD, stamp, function(seat, byte) return is_current(seat, byte, HELD) end)
    redis.call('ZADD', ENDS, ends_ms, stamp .. packed)
  elseif kind == RELEASE then
    enter_some(seats, FREE, NOBODY, function(seat) return owner_of(seat) == stamp end)
    if stamp ~= NOBODY then
      redis.call('ZREM', ENDS, stamp .. packed)
      redis.call('ZADD', ENDED, NOW_MS, stamp)
      for _, seat in ipairs(seats) do redis.call('ZADD', ENDED, NOW_MS, stamp .. struct.pack('<I4', seat)) end
      redis.call('ZREMRANGEBYSCORE', ENDED, '-inf', NOW_MS - ENDED_MS)
    end
  elseif kind == BLOCK then
    enter(seats, bytes_of(seats), BLOCKED, NOBODY)
  elseif kind == REVIVE then
    local revived = enter_some(seats, HELD, stamp, function(seat, byte)
      return byte % 4 == HELD and owner_of(seat) == stamp
    end)
    if #revived > 0 then redis.call('ZADD', ENDS, ends_ms, stamp .. packed) end
  elseif kind == LAPSE then
    lapse(seats, stamp)
  end
end

for at = 7, #ARGV do settle(ARGV[at]) end
local version, message = announce()
return { 'OK', NOW_MS, version, message }
