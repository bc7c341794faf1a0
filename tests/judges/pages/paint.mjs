// How soon the largest page shows itself: the quarter of all families, opened again and again in a headless Chromium,
// on a desk and on a phone. Says the median and the worst; ends with 1 when the median passes the limit.
import { BASE, launched, loggedIn } from "./browser.mjs";

const { PAINT_PATH = "/quarter/2027Q1" } = process.env;
const TIMES = 15;
const LIMIT = 200;
const LARGEST = 100_000;

const browser = await launched();
const page = await loggedIn(browser, "jo");

let fine = true;
for (const [device, width, height] of [["desk", 1280, 900], ["phone", 390, 844]]) {
  await page.setViewport({ width, height });
  const paints = [];
  const answers = [];
  let size = 0;
  for (let time = 0; time < TIMES; time += 1) {
    const answer = await page.goto(BASE + PAINT_PATH);
    size = (await answer.buffer()).length;
    const { paint, answered } = await page.evaluate(() => new Promise((done) => {
      const take = () => {
        const [first] = performance.getEntriesByName("first-contentful-paint");
        const [navigation] = performance.getEntriesByType("navigation");
        if (first) done({ paint: first.startTime, answered: navigation.responseEnd });
        else setTimeout(take, 5);
      };
      take();
    }));
    paints.push(paint);
    answers.push(answered);
  }
  const rows = await page.$$eval("table.quarter tbody tr", (all) => all.length);
  const median = (all) => Math.round(all.sort((a, b) => a - b)[Math.floor(all.length / 2)]);
  const first = median(paints);
  const good = first < LIMIT && size < LARGEST;
  fine &&= good;
  console.log(`paint: ${device}: ${rows} families, ${size} bytes, answered after ${median(answers)} ms, first paint ${first} ms (median of ${TIMES}, worst ${Math.round(Math.max(...paints))})${good ? "" : "  FAULT"}`);
}
await browser.close();
process.exit(fine ? 0 : 1);
