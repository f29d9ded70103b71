-- Marks seats as candidates, for a batch of wishes. All or nothing for each of them.
--
-- ARGV, after the shared ones:
--   6 how long a lease lasts, in ms
--   7 … a wish each: kind (0 these seats, 1 these or others as good, 2 these or none), adjacent (0, 1), quantity, category
--     (65535: any), area + 1 (0: any, also numbered seats), the stretch where to begin to look, ticket, how many seats;
--     the seats, ascending; a byte for each category, 1 where it is not for this buyer
--
-- Reply: OK, clock, version, message, then a string for each wish: T taken as wished; O others taken, which follow; S some are
-- held or sold, which follow; U some are candidates of somebody; N nothing found: those that were not free follow, each with its
-- byte in front. FILLING or EMPTY: there is nothing here to choose from. LATE: nobody waits for it.

if is_late() then return { 'LATE', NOW_MS } end
if is_empty() then return { 'EMPTY', NOW_MS } end
if head[3] then return { 'FILLING', NOW_MS } end
end_leases()
end_holds()

local LEASE_MS = tonumber(ARGV[6])
local ANY = 65535
local STRETCH_BYTES = 12
-- How far one wish looks for other seats, in stretches, and the longest piece of one that is looked at in one go.
local STRETCHES_LOOKED_AT = 256
local PIECE = 1024
local PIECES_LOOKED_AT = 64

local function is_open(byte) return byte == FREE or byte == HELD + LAPSED end

local function take(seats, bytes, ticket, packed)
  for at, seat in ipairs(seats) do
    bytes[at] = bytes[at] + CANDIDATE
    mark(seat, CHOSEN)
  end
  write_bytes(seats, bytes)
  redis.call('ZADD', LEASES, NOW_MS + LEASE_MS, ticket .. packed)
end

-- By kind of wish, what this call has learnt: within one call nothing comes free. How many seats were looked for in vain, and in
-- which stretch some were found last: those before it were full, and it may have more.
local in_vain, found_in = {}, {}
local packed_stretches, stretch_count
local stretches = {}

local function stretch(at)
  local known = stretches[at]
  if not known then
    local first, length, category, area = struct.unpack('<I4I4I2I2', packed_stretches, at * STRETCH_BYTES + 1)
    known = { first = first, length = length, category = category, area = area }
    stretches[at] = known
  end
  return known
end

local function suits(found, wish)
  if wish.area ~= 0 and found.area ~= wish.area then return false end
  if wish.category ~= ANY and found.category ~= wish.category then return false end
  return string.byte(wish.closed, found.category + 1) ~= 1
end

-- Calls `look` with the bytes of one piece after the other of suitable stretches, from the wished place on and round to it, until
-- it says that it is done.
local function walk(wish, look)
  if not packed_stretches then
    packed_stretches = redis.call('GETRANGE', STRETCHES, 0, -1)
    stretch_count = #packed_stretches / STRETCH_BYTES
  end
  local row = wish.kind .. ' ' .. wish.quantity
  local start = found_in[row] or wish.rank
  for step = 0, math.min(stretch_count, STRETCHES_LOOKED_AT) - 1 do
    local rank = (start + step) % stretch_count
    local found = stretch(rank)
    if suits(found, wish) then
      local from, stop = found.first, found.first + found.length
      -- In a long stretch, such as an area, what lies before the wished seats has gone before them.
      if rank == wish.rank and found.length > PIECE and wish.seats[1] > from and wish.seats[1] < stop then
        from = wish.seats[1]
      end
      for _ = 1, PIECES_LOOKED_AT do
        if from >= stop then break end
        local piece = redis.call('GETRANGE', SEATS, from, math.min(from + PIECE, stop) - 1)
        if look(piece, from) then
          found_in[row] = rank
          return
        end
        from = from + PIECE
      end
    end
  end
end

-- Free seats side by side in the first stretch that has them; else, if the party may be split, the first ones there are.
local function choose(wish)
  local kind = wish.category .. ' ' .. wish.area .. ' ' .. wish.adjacent .. ' ' .. wish.closed
  wish.kind = kind
  if in_vain[kind] and wish.quantity >= in_vain[kind] then return nil end
  local chosen = {}
  local row = string.rep('\0', wish.quantity)
  walk(wish, function(piece, from)
    local at = string.find(piece, row, 1, true)
    if not at then return false end
    for seat = from + at - 1, from + at - 2 + wish.quantity do chosen[#chosen + 1] = seat end
    return true
  end)
  if #chosen == 0 and wish.adjacent == 0 then
    walk(wish, function(piece, from)
      local at = 0
      while #chosen < wish.quantity do
        at = string.find(piece, '\0', at + 1, true)
        if not at then return false end
        chosen[#chosen + 1] = from + at - 1
      end
      return true
    end)
  end
  if #chosen == wish.quantity then
    table.sort(chosen)
    return chosen
  end
  in_vain[kind] = wish.quantity
  return nil
end

local function answer(text)
  local kind, adjacent, quantity, category, area, rank, ticket, count = struct.unpack('<BBI2I2I2I4c8I4', text)
  local packed = string.sub(text, 25, 24 + count * 4)
  local seats = read_seats(packed, 1, #packed)
  local bytes = bytes_of(seats)
  local taken, undecided = {}, false
  for at, byte in ipairs(bytes) do
    if not is_open(byte) then
      if byte % 8 >= CANDIDATE then undecided = true
      elseif kind == 0 then taken[#taken + 1] = struct.pack('<I4', seats[at]) end
      if kind ~= 0 then taken[#taken + 1] = struct.pack('<BI4', byte, seats[at]) end
    end
  end
  if #taken == 0 and not undecided then
    take(seats, bytes, ticket, packed)
    return 'T'
  end
  if kind == 0 then return #taken > 0 and 'S' .. table.concat(taken) or 'U' end
  if kind == 1 then
    local others = choose({
      adjacent = adjacent, quantity = quantity, category = category, area = area, rank = rank, seats = seats,
      closed = string.sub(text, 25 + count * 4),
    })
    if others then
      local pieces = {}
      for at, seat in ipairs(others) do pieces[at] = struct.pack('<I4', seat) end
      local list = table.concat(pieces)
      take(others, bytes_of(others), ticket, list)
      return 'O' .. list
    end
  end
  return 'N' .. table.concat(taken)
end

local reply = { 'OK', NOW_MS, 0, '' }
for at = 7, #ARGV do reply[#reply + 1] = answer(ARGV[at]) end
reply[3], reply[4] = announce()
return reply
