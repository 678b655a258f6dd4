-- Inserts or updates jobs, each under optimistic locking.
-- KEYS    the jobs' hashes
-- ARGV    prefix, then 14 values for each job: id, write token, version that it must have now ('' when it must not
--         exist), new version, state, json, updatedAt, signature, recurring job or '', last scheduledAt or '', and,
--         all '' unless it becomes ready: lane, group, order within the group, waiting since
-- returns the positions (from 1) of the jobs that somebody else changed meanwhile
local VALUES = 14
local conflicts, woken, turn = {}, {}, nil

local function enter(key, values)
  local id, state = values.id, values.state
  redis.call('HSET', key, 'version', values.version, 'token', values.token, 'state', state, 'json', values.json,
    'signature', values.signature)
  redis.call('ZADD', state_key(state), values.updated, id)
  count_signature(state, values.signature, 1)
  if values.recurring ~= '' then
    redis.call('HSET', key, 'recurring', values.recurring)
    if values.scheduled ~= '' then
      redis.call('ZADD', runs_key(state, values.recurring), values.scheduled, id)
    end
  end
  if state == 'SCHEDULED' or state == 'AWAITING' then
    redis.call('ZADD', due_key(state), values.scheduled, id)
  elseif state == 'ENQUEUED' then
    turn = turn or now_micros()
    redis.call('HSET', key, 'lane', values.lane, 'group', values.group, 'order', values.order, 'since', values.since)
    make_ready(id, values.lane, values.group, values.order, values.since, turn)
    woken[values.lane] = true
  end
end

for i, key in ipairs(KEYS) do
  local at = 1 + (i - 1) * VALUES
  local token, expected = ARGV[at + 2], ARGV[at + 3]
  local stored = stored_job(key)
  if stored.version == expected then
    if stored.state then leave(ARGV[at + 1], stored) end
    enter(key, {
      id = ARGV[at + 1], token = token, version = ARGV[at + 4], state = ARGV[at + 5], json = ARGV[at + 6],
      updated = ARGV[at + 7], signature = ARGV[at + 8], recurring = ARGV[at + 9], scheduled = ARGV[at + 10],
      lane = ARGV[at + 11], group = ARGV[at + 12], order = ARGV[at + 13], since = ARGV[at + 14]
    })
  elseif stored.token ~= token then
    conflicts[#conflicts + 1] = i
  end
  -- else: this very write was applied before and only its reply was lost
end
write_signature_counts()
wake(woken)
return conflicts
