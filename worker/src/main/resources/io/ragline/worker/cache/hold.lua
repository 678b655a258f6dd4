-- Holds a lease for longer, or ends it, if it is still the holder's.
-- KEYS  the lease
-- ARGV  whose it is, milliseconds that it holds from now on; 0 ends it
if redis.call('GET', KEYS[1]) == ARGV[1] then
  if ARGV[2] == '0' then redis.call('DEL', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
end
return {}
