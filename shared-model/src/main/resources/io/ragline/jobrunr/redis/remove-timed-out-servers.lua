-- Forgets the servers that have been silent since a time.
-- KEYS    set of servers by last heartbeat, set of servers by first heartbeat
-- ARGV    prefix of a server's hash, silent since
-- returns how many
local silent = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[2])
for _, id in ipairs(silent) do
  redis.call('ZREM', KEYS[1], id)
  redis.call('ZREM', KEYS[2], id)
  redis.call('DEL', ARGV[1] .. id)
end
return #silent
