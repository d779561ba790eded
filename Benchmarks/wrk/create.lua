-- Creates a task with every request; the token comes by the environment.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")

local number = 0

function request()
  number = number + 1
  return wrk.format(nil, nil, nil, string.format(
    '{"title": "Buy the kitchen %d", "description": "Before the end of the week, and not later than number %d says."}',
    number, number))
end

function done(summary, latency)
  io.write(string.format("errors %d\n", summary.errors.status + summary.errors.connect + summary.errors.timeout))
end
