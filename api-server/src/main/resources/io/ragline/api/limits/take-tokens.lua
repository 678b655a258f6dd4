-- Takes tokens from several buckets, from all of them or from none.
--
-- KEYS     the buckets, of one hash slot
-- ARGV[1]  how many: 0 only looks, less gives back
-- then for each bucket its limit and the period in milliseconds in which that many tokens come anew
--
-- What is kept of a bucket is what was used, and when: it drains with time, so that a full bucket is no key at all and a limit
-- may change at any time. Tokens are counted in units of 1/period, of which limit come each millisecond: whole numbers only.
--
-- Returns whether they were taken, then for each bucket: tokens left, milliseconds until it is full, milliseconds until so many
-- could be taken.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wanted = tonumber(ARGV[1])
local granted = true
local used = {}

for i, key in ipairs(KEYS) do
    local limit, period = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
    local before, at = string.match(redis.call('GET', key) or '', '^(%d+) (%d+)$')
    local gone = before and math.max(0, now - tonumber(at)) or 0
    used[i] = math.max(0, (tonumber(before) or 0) - gone * limit)
    if wanted > 0 and used[i] + wanted * period > limit * period then
        granted = false
    end
end

local reply = { granted and 1 or 0 }
for i, key in ipairs(KEYS) do
    local limit, period = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
    if granted and wanted ~= 0 then
        used[i] = math.max(0, used[i] + wanted * period)
        if used[i] == 0 then
            redis.call('DEL', key)
        else
            redis.call('SET', key, string.format('%.0f %.0f', used[i], now), 'PX', math.ceil(used[i] / limit))
        end
    end
    local left = limit * period - used[i]
    table.insert(reply, math.max(0, math.floor(left / period)))
    table.insert(reply, math.ceil(used[i] / limit))
    table.insert(reply, math.max(0, math.ceil((math.max(1, wanted) * period - left) / limit)))
end
return reply
