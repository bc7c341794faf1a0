// README's pictures of the board, made anew: invented data, one size, small files.
import { statSync } from "node:fs";
import puppeteer from "puppeteer-core";

const { BASE, CHROMIUM, SECRET, ADDRESS, CADANS_PICTURES } = process.env;
const LARGEST = 150_000;
const browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.goto(`${BASE}/login`);
await page.type("input[name=name]", "jo");
await page.type("input[name=password]", SECRET);
await Promise.all([page.waitForNavigation(), page.click("main button")]);

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
// The next meeting that several come to, so that what is offered says something.
await page.goto(`${BASE}/case/SESI7`);
const meeting = await page.$$eval("a.m", (all) => {
  const one = all.find((link) => /Startgesprek|bespreking/.test(link.textContent)) ?? all[0];
  return new URL(one.href).pathname.split("/meeting/")[1];
});
await picture("move", `${BASE}/move/${meeting}`, 390, 760);
await picture("subscribe", ADDRESS, 390, 760);
await browser.close();
