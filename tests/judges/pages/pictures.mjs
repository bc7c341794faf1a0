// The book's pictures of the board, made anew: invented data, one size, small files.
import { statSync } from "node:fs";
import { BASE, launched, loggedIn } from "./browser.mjs";

const { ADDRESS, CADANS_PICTURES } = process.env;
const LARGEST = 150_000;
const browser = await launched();
const page = await loggedIn(browser, "jo");

async function picture(name, address, width, height) {
  await page.setViewport({ width, height });
  await page.goto(address);
  const path = `${CADANS_PICTURES}/${name}.png`;
  await page.screenshot({ path });
  const size = statSync(path).size;
  console.log(`${path}: ${size} bytes${size > LARGEST ? "  too large" : ""}`);
}

await picture("quarter", `${BASE}/quarter/2027Q1`, 1280, 760);
await picture("week", `${BASE}/week/2027-W06?person=anna`, 1280, 860);
// A meeting for which many times are offered.
await page.goto(`${BASE}/week/2027-W06?person=anna`);
const meetings = await page.$$eval("a.m", (all) => all.map((link) => new URL(link.href).pathname.split("/meeting/")[1]));
let best = [0, meetings[0]];
for (const meeting of meetings) {
  await page.goto(`${BASE}/move/${meeting}`);
  const offered = await page.$$eval("button[name=at]", (all) => all.length);
  if (offered > best[0]) best = [offered, meeting];
}
await picture("move", `${BASE}/move/${best[1]}`, 390, 760);
await picture("subscribe", ADDRESS, 390, 760);
await browser.close();
