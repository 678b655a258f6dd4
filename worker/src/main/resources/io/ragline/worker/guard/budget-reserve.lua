-- Takes a request's share of what a provider allows within any window, or says how long until there is room for it.
-- KEYS    the log: a sorted set of reservations by their time in microseconds; their tokens, with all of them under 'sum';
--         what is there while the provider wants to be left alone
-- ARGV    id, tokens, window in microseconds, requests in a window (0: any number), tokens in a window (0: any number)
-- Returns 0 when it is taken, else the microseconds to wait, below 0 if it is because the provider wants to be left alone
local log, tokens = KEYS[1], KEYS[2]
local wanted, window = tonumber(ARGV[2]), tonumber(ARGV[3])
local most_requests, most_tokens = tonumber(ARGV[4]), tonumber(ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]

local function share(id)
  return tonumber(redis.call('HGET', tokens, id) or 0)
end

local gone = string.format('%.0f', now - window)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', log, '-inf', gone)) do
  redis.call('HINCRBY', tokens, 'sum', 0 - share(id)) -- -0 is no integer to Redis
  redis.call('HDEL', tokens, id)
end
redis.call('ZREMRANGEBYSCORE', log, '-inf', gone)

local wait = 0
local requests = redis.call('ZCARD', log)
if most_requests > 0 and requests >= most_requests then
  local last_to_go = requests - most_requests
  local entry = redis.call('ZRANGE', log, last_to_go, last_to_go, 'WITHSCORES')
  wait = tonumber(entry[2]) + window - now
end
local too_many = share('sum') + wanted - most_tokens
if most_tokens > 0 and too_many > 0 then
  local entries = redis.call('ZRANGE', log, 0, -1, 'WITHSCORES')
  for i = 1, #entries, 2 do
    too_many = too_many - share(entries[i])
    if too_many <= 0 then
      wait = math.max(wait, tonumber(entries[i + 1]) + window - now)
      break
    end
  end
end
local held = redis.call('PTTL', KEYS[3]) * 1000
if held > wait then return -held end
if wait > 0 then return wait end

redis.call('ZADD', log, string.format('%.0f', now), ARGV[1])
redis.call('HSET', tokens, ARGV[1], ARGV[2])
redis.call('HINCRBY', tokens, 'sum', ARGV[2])
local keep = math.ceil(window / 1000) + 1000
redis.call('PEXPIRE', log, keep)
redis.call('PEXPIRE', tokens, keep)
return 0
