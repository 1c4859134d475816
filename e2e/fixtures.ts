import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Locator, type Page, test as base } from "@playwright/test";
import { childEnvironment } from "../bin/child-environment.mjs";
import { e2eSettings } from "../bin/e2e-settings.mjs";

const run = promisify(execFile);
const settings = e2eSettings();
const root = join(import.meta.dirname, "..");

/** The first admin of the journeys' store. */
export const ADMIN = { username: "admin", password: settings.password };

/** For journeys of somebody who has not signed in: `test.use(NOBODY)`. */
export const NOBODY = { storageState: { cookies: [], origins: [] } };

type TestFixtures = {
  /** Runs `wakeline <words>` over the journeys' store and gives its standard output. */
  readonly wakeline: (...words: string[]) => Promise<string>;
  /** A page of somebody who has never been here, in a browser of their own. */
  readonly newPerson: () => Promise<Page>;
  /** Messages of the browser's console that a journey provokes on purpose. */
  readonly expectedComplaints: RegExp[];
  /** Fails a journey in which the page complained, or asked any other host for anything. */
  readonly quietPage: void;
};
type WorkerFixtures = { readonly adminState: string };

/** Journeys start signed in as the admin, over a store with the sample records. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  adminState: [
    async ({ browser }, use) => {
      const path = join(settings.home, "admin-state.json");
      const context = await browser.newContext({ baseURL: `http://127.0.0.1:${settings.port}` });
      const page = await context.newPage();
      await signIn(page, ADMIN);
      await context.storageState({ path });
      await context.close();
      await use(path);
    },
    { scope: "worker" },
  ],
  storageState: async ({ adminState }, use) => use(adminState),
  wakeline: async ({}, use) => {
    await use(async (...words) => {
      const env = { ...childEnvironment(), WAKELINE_HOME: settings.home };
      const { stdout } = await run(process.execPath, [join(root, "bin", "wakeline.mjs"), ...words], { cwd: root, env });
      return stdout;
    });
  },
  newPerson: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...NOBODY, ...(baseURL ? { baseURL } : {}) });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  expectedComplaints: [[], { option: true }],
  quietPage: [
    async ({ page, expectedComplaints, baseURL }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("request", (request) => isOurs(request.url(), baseURL) || complaints.push(`asked for ${request.url()}`));
      await use();
      expect(complaints.filter((text) => !expectedComplaints.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Signs in through the page and waits until it has let us in. */
export async function signIn(page: Page, { username, password }: typeof ADMIN): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/**
 * Another page of the same browser. What somebody may no longer see is asked for there: a page that is open finds out by itself, leaves
 * for the sign-in, and would cut short where it is being sent.
 */
export function pageBeside(page: Page): Promise<Page> {
  return page.context().newPage();
}

/** The first rows of a list of events, each of which is there: before that a click opens nothing. */
export async function firstEvents(page: Page): Promise<Locator> {
  const rows = page.getByRole("grid", { name: "Events" }).getByRole("row");
  await expect(rows.nth(3)).toContainText(/\d{4}-\d\d-\d\d/);
  return rows;
}

/** Where the app says what came of an action. The same words are on the page once more for a moment, for screen readers. */
export function noticesOf(page: Page): Locator {
  return page.getByRole("region", { name: /^Notifications/ });
}

/** No finding of axe at WCAG 2.2 level AA, on the page as it stands with all motion at its end. */
export async function expectAccessible(page: Page): Promise<void> {
  const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  await page.evaluate(endMotion);
  // Without the nodes that pass, and without a second page to hand the results over: no page of ours has frames.
  const audit = new AxeBuilder({ page }).options({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
  const { violations } = await audit.setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found).toEqual([]);
}

/** Runs in the page: half faded in, a text has not yet the contrast that it will have. It is not waited for: a page that is not painted does not move. */
function endMotion(): void {
  for (const one of document.getAnimations())
    if (Number.isFinite(Number(one.effect?.getComputedTiming().endTime))) one.finish();
}

function isOurs(url: string, baseURL: string | undefined): boolean {
  return (baseURL !== undefined && url.startsWith(baseURL)) || url.startsWith("data:") || url.startsWith("blob:");
}
