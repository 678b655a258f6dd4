-- Forgets jobs that have yet to run: that wait, are reserved, or scheduled. Others stay as they are. Whoever reserved one
-- finds it gone when it saves it as PROCESSING.
-- KEYS    the jobs' hashes
-- ARGV    prefix, the jobs' ids
-- returns how many were forgotten
local withdrawn = 0
for i, key in ipairs(KEYS) do
  local job = stored_job(key)
  if job.state == 'ENQUEUED' or job.state == 'SCHEDULED' or job.state == 'AWAITING' then
    leave(ARGV[i + 1], job)
    redis.call('UNLINK', key)
    withdrawn = withdrawn + 1
  end
end
write_signature_counts()
return withdrawn
