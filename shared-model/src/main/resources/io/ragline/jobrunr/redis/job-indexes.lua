-- Put in front of every script that moves jobs: the one place that knows in which keys a job is found.
--
-- All keys share the hash tag in ARGV[1], so a script that computes a key stays inside its Redis Cluster slot.
-- At its memory limit Redis refuses a script whose FIRST write may grow memory and lets everything through after a
-- first write that cannot, hence `leave` begins with ZREM: finishing, handing back and deleting work always pass.

local prefix = ARGV[1]
local reserved = prefix .. 'reserved'

local function job_key(id) return prefix .. 'job:' .. id end
local function state_key(state) return prefix .. 'state:' .. state end
local function due_key(state) return prefix .. 'due:' .. state end
local function signatures_key(state) return prefix .. 'signatures:' .. state end
local function runs_key(state, recurring) return prefix .. 'runs:' .. state .. ':' .. recurring end
local function lane_key(lane) return prefix .. 'lane:' .. lane end
local function ring_key(lane) return prefix .. 'ring:' .. lane end
local function ready_key(lane, group) return prefix .. 'ready:' .. lane .. ':' .. group end

local function now_micros()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- Lua prints large numbers with 14 digits only; scores need 16.
local function digits(number) return string.format('%.0f', number) end

-- A group that already has waiting jobs keeps its turn in the lane's ring, a new one joins at the end.
local function make_ready(id, lane, group, order, since, turn)
  redis.call('ZADD', ready_key(lane, group), order, id)
  redis.call('ZADD', lane_key(lane), since, id)
  if redis.call('ZADD', ring_key(lane), 'NX', digits(turn), group) == 1 then
    redis.call('SADD', prefix .. 'lanes', lane)
  end
end

local function withdraw(id, lane, group)
  -- a job is either reserved or waits
  if redis.call('ZREM', reserved, id) == 1 then return end
  if redis.call('ZREM', ready_key(lane, group), id) == 1 then
    redis.call('ZREM', lane_key(lane), id)
    if redis.call('EXISTS', ready_key(lane, group)) == 0 then
      redis.call('ZREM', ring_key(lane), group)
    end
  end
end

-- Jobs of one script mostly have the same signature, so what they add is gathered and written once, at the script's end.
local signature_counts = {}

local function count_signature(state, signature, by)
  local counts = signature_counts[state] or {}
  signature_counts[state] = counts
  counts[signature] = (counts[signature] or 0) + by
end

-- Every script that calls count_signature or leave ends with this.
local function write_signature_counts()
  for state, counts in pairs(signature_counts) do
    for signature, by in pairs(counts) do
      if by ~= 0 and redis.call('HINCRBY', signatures_key(state), signature, by) <= 0 then
        redis.call('HDEL', signatures_key(state), signature)
      end
    end
  end
end

-- Takes a job out of the indexes of the state that it is stored in.
local function leave(id, job)
  redis.call('ZREM', state_key(job.state), id)
  if job.state == 'ENQUEUED' then
    withdraw(id, job.lane, job.group)
  elseif job.state == 'SCHEDULED' or job.state == 'AWAITING' then
    redis.call('ZREM', due_key(job.state), id)
  end
  if job.recurring then redis.call('ZREM', runs_key(job.state, job.recurring), id) end
  count_signature(job.state, job.signature, -1)
end

local function stored_job(key)
  local field = redis.call('HMGET', key, 'version', 'token', 'state', 'lane', 'group', 'signature', 'recurring')
  return {
    version = field[1] or '', token = field[2], state = field[3], lane = field[4], group = field[5],
    signature = field[6], recurring = field[7]
  }
end

local function wake(lanes)
  for lane in pairs(lanes) do redis.call('PUBLISH', prefix .. 'wake:' .. lane, '') end
end
