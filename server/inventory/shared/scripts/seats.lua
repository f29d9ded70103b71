-- What all scripts of an event share. It stands in front of each of them.
--
-- KEYS, all of one slot:
--   1 head       hash: version; token and tokenAt of the rebuild that is going on; filling, while it fills an empty Redis;
--                comparedAt, when the seats were last compared with the ledger, or a server went to do so
--   2 seats      a byte a seat, in index order: two bits of state (0 free, 1 held, 2 sold, 3 blocked), 4 candidate, 8 lapsed
--   3 stamps     eight bytes a seat: the end of the id of the hold that it is held for or was sold to; zeros for nobody's
--   4 leases     sorted set: a ticket of eight bytes and its seats, by the end of the lease
--   5 ends       sorted set: a stamp and its seats, by the end of that hold by the ledger's clock
--   6 touched    a byte a seat, 1 for what has changed since the rebuild that is going on began
--   7 ended      sorted set, by when: stamps of holds that gave seats up a while ago, and the same with each of those seats
--   8 stretches  twelve bytes each, the best first: first seat, length, category, area + 1
--
-- ARGV:
--   1 the moment, by this Redis's clock in ms, after which nobody waits for this call any more; 0 when that is not known
--   2 the server that calls: eight bytes
--   3 how many seats the event has
--   4 the channel on which everybody hears of changes
--   5 what the ledger's clock says, in ms, less the grace that is given to holds whose time is over
--
-- Seats are four bytes each, little-endian. Every reply begins with a word and this Redis's clock.

local HEAD, SEATS, STAMPS, LEASES, ENDS, TOUCHED, ENDED, STRETCHES =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local ORIGIN, PLACES, CHANNEL, LEDGER_MS = ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])
local FREE, HELD, SOLD, BLOCKED, CANDIDATE, LAPSED = 0, 1, 2, 3, 4, 8
local NOBODY = string.rep('\0', 8)
-- Kinds of marks: what changes of a seat besides its state. KEPT: a candidate no more, because the ledger has granted it.
local GIVEN_BACK, CHOSEN, LAPSED_NOW, REVIVED, KEPT = 0, 1, 2, 3, 4
-- A message with more changes than this only says that everything has to be read anew.
local MESSAGE_CHANGES = 8192

local time = redis.call('TIME')
local NOW_MS = time[1] * 1000 + math.floor(time[2] / 1000)
local NOW_US = time[1] * 1000000 + time[2]

local head = redis.call('HMGET', HEAD, 'version', 'token', 'filling')
local TOKEN = head[2]

-- A call that its caller has given up must not happen later: the caller has gone on as if it never would.
local function is_late()
  local deadline = tonumber(ARGV[1])
  return deadline > 0 and NOW_MS > deadline
end

-- Nothing is here, or a part of it was thrown away.
local function is_empty()
  return not head[1] or redis.call('STRLEN', SEATS) ~= PLACES or redis.call('STRLEN', STAMPS) ~= PLACES * 8
end

local function read_seats(packed, from, to)
  local seats = {}
  for at = from, to, 4 do seats[#seats + 1] = struct.unpack('<I4', packed, at) end
  return seats
end

-- The bytes of these seats, in the same order. Seats of one party mostly lie side by side: one read does then.
local function bytes_of(seats)
  local count = #seats
  local first, last = seats[1], seats[count]
  if last - first == count - 1 then return { string.byte(redis.call('GETRANGE', SEATS, first, last), 1, count) } end
  local bytes = {}
  for at = 1, count do bytes[at] = string.byte(redis.call('GETRANGE', SEATS, seats[at], seats[at])) end
  return bytes
end

-- Calls `write` with every stretch of consecutive seats: its first seat, and from where to where it is in the list.
local function in_stretches(seats, write)
  local start = 1
  for at = 2, #seats + 1 do
    if seats[at] ~= seats[at - 1] + 1 or at - start == 4096 then
      write(seats[start], start, at - 1)
      start = at
    end
  end
end

local function write_bytes(seats, bytes)
  in_stretches(seats, function(first, from, to)
    redis.call('SETRANGE', SEATS, first, string.char(unpack(bytes, from, to)))
  end)
end

-- A hold that gives a seat up never has it again. Whatever says that it is the hold's is older, and has been overtaken. A hold may
-- give up some of its seats and keep the others, so it is remembered seat by seat.
local function has_given_up(stamp, seat)
  return stamp ~= NOBODY and redis.call('ZSCORE', ENDED, stamp .. struct.pack('<I4', seat))
end

-- What everybody is told at the end. Seats with their new state, and marks.
local changes, marks = {}, {}

local function mark(seat, kind) marks[#marks + 1] = struct.pack('<I4', seat * 8 + kind) end

local function tell_state(seat, byte) changes[#changes + 1] = struct.pack('<I4', seat * 4 + byte % 4) end

-- Enters new bytes for seats, and their new owner unless that is nil; says who changed. `before` are their old bytes.
local function change(seats, before, after, stamp)
  if #seats == 0 then return end
  write_bytes(seats, after)
  for at, seat in ipairs(seats) do
    local state = after[at] % 4
    if before[at] % 4 ~= state then tell_state(seat, state)
    elseif before[at] >= LAPSED and after[at] < LAPSED then mark(seat, REVIVED) end
  end
  in_stretches(seats, function(first, from, to)
    if stamp then redis.call('SETRANGE', STAMPS, first * 8, string.rep(stamp, to - from + 1)) end
    if TOKEN then redis.call('SETRANGE', TOUCHED, first, string.rep('\1', to - from + 1)) end
  end)
end

-- Gives the event its next version, and tells everybody. Answers with the version, and with what was told if something was.
local function announce()
  if #changes == 0 and #marks == 0 then return tonumber(redis.call('HGET', HEAD, 'version')), '' end
  local steps = math.max(#changes, 1)
  local to = redis.call('HINCRBY', HEAD, 'version', steps)
  local message
  if #changes > MESSAGE_CHANGES then
    message = struct.pack('<c8ddI4I4', ORIGIN, 0, to, 0, 0)
  else
    message = struct.pack('<c8ddI4I4', ORIGIN, to - steps, to, #changes, #marks)
      .. table.concat(changes) .. table.concat(marks)
  end
  redis.call('SPUBLISH', CHANNEL, message)
  return to, message
end

-- What nobody asks for any more goes away by itself: the head first, because without it the rest counts for nothing.
local function forget_after(ms)
  redis.call('PEXPIRE', HEAD, ms)
  for at = 2, #KEYS do redis.call('PEXPIRE', KEYS[at], ms + 3600000) end
end

-- Takes the candidates' mark off, and the lease away; says whether it was there. `is_kept` says of each whether the ledger's grant
-- still holds: without it they are given back.
local function end_lease(lease, is_kept)
  if redis.call('ZREM', LEASES, lease) == 0 then return false end
  local seats = read_seats(lease, 9, #lease)
  local bytes = bytes_of(seats)
  for at, seat in ipairs(seats) do
    mark(seat, is_kept and is_kept(seat, bytes[at], HELD) and KEPT or GIVEN_BACK)
    bytes[at] = bytes[at] - bytes[at] % 8 + bytes[at] % 4
  end
  write_bytes(seats, bytes)
  return true
end

-- Candidates whose server never came back with a verdict are nobody's again.
local function end_leases()
  for _, lease in ipairs(redis.call('ZRANGEBYSCORE', LEASES, '-inf', NOW_MS, 'LIMIT', 0, 64)) do end_lease(lease) end
end

-- Marks the seats of a hold as lapsed, as far as they are still its own.
local function lapse(seats, stamp)
  local bytes = bytes_of(seats)
  local lapsed, before, after = {}, {}, {}
  for at, seat in ipairs(seats) do
    local owner = redis.call('GETRANGE', STAMPS, seat * 8, seat * 8 + 7)
    if owner == stamp and bytes[at] % 4 == HELD and bytes[at] < LAPSED then
      lapsed[#lapsed + 1], before[#before + 1], after[#after + 1] = seat, bytes[at], bytes[at] + LAPSED
      mark(seat, LAPSED_NOW)
    end
  end
  change(lapsed, before, after, nil)
end

-- Holds that should have been ended a while ago, and that no server has ended: their seats may be asked for.
local function end_holds()
  for _, hold in ipairs(redis.call('ZRANGEBYSCORE', ENDS, '-inf', LEDGER_MS, 'LIMIT', 0, 64)) do
    redis.call('ZREM', ENDS, hold)
    lapse(read_seats(hold, 9, #hold), string.sub(hold, 1, 8))
  end
end
