-- Looks for entries.
-- KEYS  used, sizes, bytes, then the entries
-- ARGV  the entries' names
-- returns their values, or nothing for each that isn't there
local found, at = {}, now()
for i, name in ipairs(ARGV) do
  local key = KEYS[3 + i]
  local value = redis.call('GET', key)
  found[i] = value
  if value then
    redis.pcall('ZADD', used, 'XX', at, name) -- where Redis is at its memory limit the entry is found all the same
  elseif redis.call('HEXISTS', sizes, name) == 1 then
    forget(key, name)
  end
end
return found
