-- Estimates when a waiting job's turn comes: before it go its group's jobs that stand ahead of it and, because groups
-- take turns, as many of every other group.
-- KEYS    the job's hash
-- ARGV    prefix, id
-- returns the position (1: next), or nil when the job does not wait
local job = stored_job(KEYS[1])
if not job.lane then return nil end
local rank = redis.call('ZRANK', ready_key(job.lane, job.group), ARGV[2])
if not rank then return nil end
local groups = redis.call('ZCARD', ring_key(job.lane))
return math.min(rank * groups + 1, redis.call('ZCARD', lane_key(job.lane)))
