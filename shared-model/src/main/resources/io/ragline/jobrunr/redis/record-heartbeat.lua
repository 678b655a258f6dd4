-- Announces a server, or records that a known one is alive. Times are Redis time, whatever the server's clock says.
-- KEYS    the server's hash, set of servers by last heartbeat, set of servers by first heartbeat
-- ARGV    id, first heartbeat or '' for a server that must be known, its fields and values
-- returns whether it is known
if ARGV[2] == '' and redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
-- ZREM first: it lets the heartbeat pass when Redis is at its memory limit.
redis.call('ZREM', KEYS[2], ARGV[1])
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000000 + time[2])
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('HSET', KEYS[1], 'lastHeartbeat', now, unpack(ARGV, 3))
if ARGV[2] ~= '' then
  redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
  redis.call('HSET', KEYS[1], 'firstHeartbeat', ARGV[2])
end
return 1
