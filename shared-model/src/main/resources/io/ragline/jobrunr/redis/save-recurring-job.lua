-- KEYS    recurring jobs, their creation times
-- ARGV    id, json, createdAt (ms)
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
