-- How much there is.
-- KEYS  used, bytes
-- returns the number of entries, and what they take
return {redis.call('ZCARD', KEYS[1]), tonumber(redis.call('GET', KEYS[2]) or 0)}
