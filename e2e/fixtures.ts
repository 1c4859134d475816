import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test as base } from "@playwright/test";
import { childEnvironment } from "../bin/child-environment.mjs";
import { e2eSettings } from "../bin/e2e-settings.mjs";
import { startEmptyApp } from "./start-empty-app";

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
  /** Messages of the browser's console that a journey provokes on purpose. */
  readonly expectedComplaints: RegExp[];
  /** Fails a journey in which the page complained, or asked any other host for anything. */
  readonly quietPage: void;
};
type WorkerFixtures = {
  readonly adminState: string;
  /** The address of a second app, over a store in which nothing is yet; its admin is `ADMIN` too. */
  readonly emptyApp: string;
};

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
  emptyApp: [
    async ({}, use) => {
      const app = await startEmptyApp({ WAKELINE_ADMIN_PASSWORD: ADMIN.password });
      await use(app.address);
      await app.stop();
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

/** Where the app says what came of an action. The same words are on the page once more for a moment, for screen readers. */
export function noticesOf(page: Page): Locator {
  return page.getByRole("region", { name: /^Notifications/ });
}

/** No finding of axe at WCAG 2.2 level AA, on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found).toEqual([]);
}

function isOurs(url: string, baseURL: string | undefined): boolean {
  return (baseURL !== undefined && url.startsWith(baseURL)) || url.startsWith("data:") || url.startsWith("blob:");
}
