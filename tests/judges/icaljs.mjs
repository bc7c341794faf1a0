// Reads feeds with ical.js in its strict mode: one line of JSON per feed, its path and a list of
// [uid, start, end, summary] with times as seconds since 1970 and days as dates, or the fault.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

const when = (time) => (time.isDate ? time.toString() : String(time.toUnixTime()));

const events = (path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const floating = [event.startDate, event.endDate].some(
      (time) => !time.isDate && time.zone === ICAL.Timezone.localTimezone,
    );
    if (floating) throw new Error(`${event.uid} has a floating time`);
    return [event.uid, when(event.startDate), when(event.endDate), event.summary];
  });
};

for (const path of process.argv.slice(2)) {
  try {
    console.log(JSON.stringify({ path, events: events(path) }));
  } catch (fault) {
    console.log(JSON.stringify({ path, fault: String(fault) }));
  }
}
