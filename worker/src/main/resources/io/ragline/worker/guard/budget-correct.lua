-- Says how many tokens a request took in the end, unless it is forgotten already.
-- KEYS    tokens of reservations, with all of them under 'sum'
-- ARGV    id, tokens
local before = redis.call('HGET', KEYS[1], ARGV[1])
if before then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('HINCRBY', KEYS[1], 'sum', ARGV[2] - before)
end
