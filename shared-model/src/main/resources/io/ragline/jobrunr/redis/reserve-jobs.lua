-- Moves waiting jobs to the reserved set, where they stay until they are saved as PROCESSING or their deadline passes.
-- KEYS    reserved set
-- ARGV    prefix, how many, reservation time-out (ms), how many expired reservations to sweep at most,
--         lanes (none: all)
-- returns id, json, id, json, ...
local now = now_micros()
local now_millis = math.floor(now / 1000)
local deadline = digits(now_millis + ARGV[3])

-- Reservations whose owner died before it could save go back to where they stood in the queue.
local woken = {}
local expired = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', digits(now_millis), 'LIMIT', 0, ARGV[4])
for _, id in ipairs(expired) do
  redis.call('ZREM', KEYS[1], id)
  local job = redis.call('HMGET', job_key(id), 'lane', 'group', 'order', 'since')
  if job[1] then
    make_ready(id, job[1], job[2], job[3], job[4], now)
    woken[job[1]] = true
  end
end
wake(woken)

local claimed = {}

-- Takes up to so many of a group's jobs, and has the group wait for its next turn when it has more.
local function claim_from(lane, group, most, turn)
  local ready = ready_key(lane, group)
  local popped = redis.call('ZPOPMIN', ready, most)
  if #popped == 2 * most and redis.call('EXISTS', ready) == 1 then
    redis.call('ZADD', ring_key(lane), digits(turn), group)
  else
    redis.call('ZREM', ring_key(lane), group)
  end
  for i = 1, #popped, 2 do
    local id = popped[i]
    redis.call('ZREM', lane_key(lane), id)
    redis.call('ZADD', KEYS[1], deadline, id)
    claimed[#claimed + 1] = id
    claimed[#claimed + 1] = redis.call('HGET', job_key(id), 'json') or ''
  end
end

local lanes = {unpack(ARGV, 5)}
if #lanes == 0 then lanes = redis.call('SMEMBERS', prefix .. 'lanes') end
local wanted, turn = tonumber(ARGV[2]), now
for _, lane in ipairs(lanes) do
  while #claimed < 2 * wanted do
    local left = wanted - #claimed / 2
    local groups = redis.call('ZRANGE', ring_key(lane), 0, left - 1)
    if #groups == 0 then break end
    -- as many rounds of turns at once as all groups can have; what is left over goes to the first ones of the next round
    local each = math.floor(left / #groups)
    for _, group in ipairs(groups) do
      turn = turn + 1
      claim_from(lane, group, each, turn)
    end
  end
end
return claimed
