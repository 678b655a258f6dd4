-- Gives reserved jobs back at once, to where they stood in the queue.
-- KEYS    reserved set, then the jobs' hashes
-- ARGV    prefix, the jobs' ids
local woken, turn = {}, now_micros()
for i = 2, #KEYS do
  local id = ARGV[i]
  if redis.call('ZREM', KEYS[1], id) == 1 then
    local job = redis.call('HMGET', KEYS[i], 'lane', 'group', 'order', 'since')
    if job[1] then
      make_ready(id, job[1], job[2], job[3], job[4], turn)
      woken[job[1]] = true
    end
  end
end
wake(woken)
