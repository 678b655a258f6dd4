-- Forgets the jobs of a state that were last updated before a time, the oldest first, a bounded number per call so that
-- no other client waits long.
-- KEYS    the state's set
-- ARGV    prefix, updated before, how many at most
-- returns how many were deleted
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[2], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do
  local job = stored_job(job_key(id))
  if job.state then
    leave(id, job)
    redis.call('UNLINK', job_key(id))
  else
    redis.call('ZREM', KEYS[1], id)
  end
end
write_signature_counts()
return #ids
