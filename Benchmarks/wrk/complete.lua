-- Completes and reopens the tasks whose ids the file IDS holds.
wrk.method = "PATCH"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")

local paths = {}
for id in io.lines(os.getenv("IDS")) do paths[#paths + 1] = "/api/tasks/" .. id .. "/complete" end

function request()
  return wrk.format(nil, paths[math.random(#paths)])
end

function done(summary, latency)
  io.write(string.format("errors %d\n", summary.errors.status + summary.errors.connect + summary.errors.timeout))
end
