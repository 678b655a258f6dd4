-- Adds to the number of jobs that ever succeeded.
-- KEYS    the counter
-- ARGV    write token, how many more
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then
  redis.call('HDEL', KEYS[1], 'token')
  redis.call('HINCRBY', KEYS[1], 'count', ARGV[2])
  redis.call('HSET', KEYS[1], 'token', ARGV[1])
end
