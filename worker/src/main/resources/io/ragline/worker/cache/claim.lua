-- Looks for an entry, and if it isn't there claims to work it out, unless somebody else has.
-- KEYS  used, the entry, its lease
-- ARGV  the entry's name, who asks, milliseconds that the lease holds
-- returns 'kept' and the value, 'mine', or 'held' and by whom
local value = redis.call('GET', KEYS[2])
if value then
  local time = redis.call('TIME')
  redis.pcall('ZADD', KEYS[1], 'XX', string.format('%.0f', time[1] * 1000000 + time[2]), ARGV[1])
  return {'kept', value}
end
local holder = redis.call('GET', KEYS[3])
if holder then return {'held', holder} end
redis.pcall('SET', KEYS[3], ARGV[2], 'PX', ARGV[3]) -- where Redis is at its memory limit everybody works for himself
return {'mine'}
