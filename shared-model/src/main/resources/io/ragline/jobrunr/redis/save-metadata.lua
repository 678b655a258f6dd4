-- HDEL first: it lets the write pass when Redis is at its memory limit.
-- KEYS    the metadata of one name
-- ARGV    owner, metadata
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
