-- Put in front of every script that keeps or forgets entries.
--
-- A cache is: a string for each entry, which expires by itself; `used`, its names by the time of their last use; `sizes`, what each
-- takes; `bytes`, what all take. All keys share a hash tag, so they are in one slot of a Redis Cluster. What has expired counts until
-- somebody looks for it or its turn comes to be evicted.

local used, sizes, bytes = KEYS[1], KEYS[2], KEYS[3]

-- What Redis takes for an entry beside its value: three keys or members with a name of 43 letters (MEMORY USAGE, Redis 6.2 and 7).
local AROUND_A_VALUE = 380

local function now()
  local time = redis.call('TIME')
  return string.format('%.0f', time[1] * 1000000 + time[2])
end

-- Begins with a write that frees memory, so that it passes where Redis is at its limit.
local function forget(key, name)
  redis.call('ZREM', used, name)
  redis.call('UNLINK', key)
  local size = redis.call('HGET', sizes, name)
  if size then
    redis.call('HDEL', sizes, name)
    redis.call('DECRBY', bytes, size)
  end
end
