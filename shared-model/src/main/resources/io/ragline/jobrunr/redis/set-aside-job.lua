-- Takes a job that cannot be read out of the queue and keeps it for a person to look at; drops the oldest such jobs.
-- KEYS    the job's hash, set of the jobs set aside
-- ARGV    prefix, id, how many to keep, for how long (s)
local id = ARGV[2]
local job = stored_job(KEYS[1])
if not job.state then return end
leave(id, job)
write_signature_counts()
redis.call('RENAME', KEYS[1], prefix .. 'malformed:' .. id)
redis.call('EXPIRE', prefix .. 'malformed:' .. id, ARGV[4])
redis.call('ZADD', KEYS[2], digits(now_micros()), id)
for _, dropped in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1 - ARGV[3])) do
  redis.call('ZREM', KEYS[2], dropped)
  redis.call('UNLINK', prefix .. 'malformed:' .. dropped)
end
