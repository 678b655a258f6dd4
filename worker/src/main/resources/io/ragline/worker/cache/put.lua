-- Keeps entries, and evicts those that were not used for longest where there are too many. At Redis' memory limit the first SET is
-- refused, and with it the script.
-- KEYS  used, sizes, bytes, then the entries
-- ARGV  what the keys of entries begin with, the most entries, the most bytes, milliseconds that entries are kept, how many
--       to evict in any case, then name and value of each
-- returns how many were evicted
local MOST_EVICTED = 1000
local prefix, most_entries, most_bytes, keep, give_back =
  ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])

local at = now()
for i = 6, #ARGV, 2 do
  local name, value = ARGV[i], ARGV[i + 1]
  redis.call('SET', KEYS[3 + (i - 4) / 2], value, 'PX', keep)
  local size = #value + AROUND_A_VALUE
  local before = tonumber(redis.call('HGET', sizes, name) or 0)
  redis.call('HSET', sizes, name, size)
  redis.call('INCRBY', bytes, size - before)
  redis.call('ZADD', used, at, name)
end

local evicted = 0
local function too_many()
  return evicted < give_back
    or redis.call('ZCARD', used) > most_entries
    or tonumber(redis.call('GET', bytes) or 0) > most_bytes
end
while evicted < MOST_EVICTED and too_many() do
  local oldest = redis.call('ZRANGE', used, 0, 0)[1]
  if not oldest then break end
  forget(prefix .. oldest, oldest)
  evicted = evicted + 1
end
return {evicted}
