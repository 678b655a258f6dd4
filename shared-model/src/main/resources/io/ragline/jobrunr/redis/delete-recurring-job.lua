-- KEYS    recurring jobs, their creation times
-- ARGV    id
-- returns how many were deleted: 0 or 1
redis.call('HDEL', KEYS[2], ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])
