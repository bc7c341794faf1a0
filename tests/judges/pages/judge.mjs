// Logs in, opens every page, lets axe-core look at it, and says what it finds. Ends with 1 when it found anything.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { BASE, launched, loggedIn } from "./browser.mjs";

const { CADANS_SHOTS } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LARGEST = 100_000;
const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 640 } };
const SCHEMES = ["light", "dark"];

const browser = await launched();
let faults = 0;
let judged = 0;

function say(where, what) {
  faults += 1;
  console.log(`  FAULT   ${where}: ${what}`);
}

async function logIn(name) {
  const context = await browser.createBrowserContext();
  const page = await loggedIn(context, name);
  // The pages need no script; axe does, and is let in past their policy.
  await page.setBypassCSP(true);
  page.on("pageerror", (error) => say(page.url(), error.message));
  return page;
}

async function judge(page, name, path) {
  for (const [device, view] of Object.entries(SIZES)) {
    for (const scheme of SCHEMES) {
      await page.setViewport(view);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const answer = await page.goto(BASE + path);
      const where = `${name} ${path} ${device} ${scheme}`;
      if (answer.status() !== 200) return say(where, `status ${answer.status()}`);
      const size = (await answer.buffer()).length;
      if (size > LARGEST) say(where, `${size} bytes`);
      if (CADANS_SHOTS) {
        mkdirSync(CADANS_SHOTS, { recursive: true });
        const file = `${name}${path}`.replaceAll(/[^\w-]+/g, "_");
        await page.screenshot({ path: `${CADANS_SHOTS}/${file}-${device}-${scheme}.png` });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) say(where, `the page scrolls sideways by ${wide} px`);
      // What to mind must be read without scrolling sideways.
      const unseen = await page.$$eval("td.words", (all) => all.filter((one) => one.textContent.trim() && one.getBoundingClientRect().right > window.innerWidth).length);
      if (unseen > 0) say(where, `${unseen} times what to mind lies out of sight`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
      for (const one of violations) {
        say(where, `${one.id} (${one.impact}): ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
      }
      judged += 1;
    }
  }
}

const lead = await logIn("jo");
const meeting = await (async () => {
  await lead.goto(`${BASE}/week/2027-W06`);
  return lead.$eval("a.m", (link) => new URL(link.href).pathname);
})();
const id = meeting.split("/meeting/")[1];
const paths = [
  "/", "/quarter/2027Q1", "/week/2027-W06", "/week/2027-W06?person=anna", "/overdue", "/person/anna",
  "/case/SESI7", "/card/SESI7", `/meeting/${id}`, `/move/${id}`, "/add/SESI7", "/record/2027-W04?person=anna",
  "/plan", "/changes", "/enter", "/enter?kind=absence&who=anna", "/past/SESI7", "/team", "/team/anna", "/feeds", "/audit",
];
for (const path of paths) await judge(lead, "lead", path);
await judge(lead, "lead", "/?lang=en");
const colleague = await logIn("anna");
for (const path of ["/", "/week/2027-W06", "/record/2027-W04", "/overdue"]) await judge(colleague, "anna", path);
await browser.close();
console.log(`pages: ${judged} judged, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
