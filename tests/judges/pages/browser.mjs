// A headless Chromium, and a page of the board that somebody has logged in on.
import puppeteer from "puppeteer-core";

export const { BASE, CHROMIUM, SECRET } = process.env;

export function launched() {
  return puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
}

// Logs in on a new page, of the browser or of a context of its own.
export async function loggedIn(context, name) {
  const page = await context.newPage();
  await page.goto(`${BASE}/login`);
  await page.type("input[name=name]", name);
  await page.type("input[name=password]", SECRET);
  await Promise.all([page.waitForNavigation(), page.click("main button")]);
  return page;
}
