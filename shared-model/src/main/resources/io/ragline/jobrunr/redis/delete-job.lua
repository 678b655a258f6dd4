-- Forgets one job.
-- KEYS    the job's hash
-- ARGV    prefix, id
-- returns how many were deleted: 0 or 1
local job = stored_job(KEYS[1])
if not job.state then return 0 end
leave(ARGV[2], job)
redis.call('UNLINK', KEYS[1])
write_signature_counts()
return 1
