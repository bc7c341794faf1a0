-- Asks for feeds in turn, with or without the tag each had.
local asked, wrong = {}, 0
local conditional = os.getenv("CADANS_CONDITIONAL") == "yes"
for line in io.lines(os.getenv("CADANS_PATHS")) do
  local path, tag = line:match("^(%S+) (%S+)$")
  if path then asked[#asked + 1] = { path, tag } end
end
local at, threads = 0, {}
function setup(thread) threads[#threads + 1] = thread end
function init() wrongs = 0 end
function request()
  at = at % #asked + 1
  local headers = { ["Accept-Encoding"] = "identity" }
  if conditional then headers["If-None-Match"] = asked[at][2] end
  return wrk.format("GET", asked[at][1], headers)
end
function response(status)
  if status ~= (conditional and 304 or 200) then wrongs = wrongs + 1 end
end
function done()
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrongs") end
  print("wrong: " .. wrong)
end
