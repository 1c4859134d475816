import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";

const run = promisify(execFile);

export type BrowserUser = { readonly username: string; readonly password: string };
export type OpenBrowser = { readonly page: Page; readonly close: () => Promise<void> };

/** A browser at the app, signed in; its pages note every task of theirs over 50 ms in `window.longTasks`. */
export async function openBrowser(address: string, user: BrowserUser): Promise<OpenBrowser> {
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({
    executablePath: await browserPath(),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage({ baseURL: address, viewport: { width: 1440, height: 900 } });
  // What runs in the page is compiled with a helper that keeps the names of functions, which the page does not have.
  await page.addInitScript("globalThis.__name = (one) => one");
  await page.addInitScript(watchLongTasks);
  await signIn(page, user);
  return { page, close: () => browser.close() };
}

/** Runs in the page, before anything else. */
function watchLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
  }).observe({ type: "longtask" });
}

async function signIn(page: Page, { username, password }: BrowserUser): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** The browser that the journeys use, found or installed as for them. */
async function browserPath(): Promise<string> {
  const script = join(import.meta.dirname, "../../bin/print-browser.mjs");
  const { stdout } = await run(process.execPath, [script]);
  return stdout.trim().split("\n").at(-1) ?? "";
}

declare global {
  interface Window {
    longTasks: number[];
  }
}
