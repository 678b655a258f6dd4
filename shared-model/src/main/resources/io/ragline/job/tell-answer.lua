-- Tells how an answer goes on, if the events have all that was told of it before and no words of anybody else's.
-- KEYS  the job's events
-- ARGV  the channel that says that there are more, most events, milliseconds that they are kept,
--       the entry that was told last ('': none yet), data of a restart ('': none), data of words ('': none), '1' if they are the last
-- returns the id of the last entry, or '' if the answer has to begin anew, in which case nothing was told
local events, before, restart, words = KEYS[1], ARGV[4], ARGV[5], ARGV[6]

local function kind(entry)
  for i = 1, #entry[2], 2 do
    if entry[2][i] == 'type' then return entry[2][i + 1] end
  end
end

local function goes_on()
  if before == '' then -- behind the start of the attempt, or the words would go on with those of another
    local latest = redis.call('XREVRANGE', events, '+', '-', 'COUNT', 1)[1]
    return not latest or kind(latest) == 'started'
  end
  local since = redis.call('XRANGE', events, before, '+', 'COUNT', 100)
  if #since == 0 or since[1][1] ~= before then return false end
  for i = 2, #since do -- a command that was sent twice, or a run that was overtaken
    if kind(since[i]) == 'token' or kind(since[i]) == 'restart' then return false end
  end
  return true
end

if restart == '' and not goes_on() then return '' end

local id = before
local function tell(...)
  id = redis.call('XADD', events, 'MAXLEN', '~', ARGV[2], '*', ...)
end
if restart ~= '' then tell('type', 'restart', 'data', restart) end
if words ~= '' then
  if ARGV[7] == '1' then
    tell('type', 'token', 'data', words, 'last', '1')
  else
    tell('type', 'token', 'data', words)
  end
end
redis.call('PEXPIRE', events, ARGV[3])
redis.call('PUBLISH', ARGV[1], '')
return id
