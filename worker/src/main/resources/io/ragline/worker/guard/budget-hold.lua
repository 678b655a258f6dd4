-- Has all workers leave a provider alone for a while, unless they do so for longer already.
-- KEYS  what is there meanwhile
-- ARGV  milliseconds
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
end
return 'OK'
