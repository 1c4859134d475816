import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { demoSights } from "@/lib/demo/sights";
import { expect, test } from "../fixtures";

const FOLDER = join(import.meta.dirname, "..", "..", "docs", "screenshots");
/** Pictures in a repository are fetched by everybody who clones it. */
const MOST_BYTES = 250_000;

const Identity = z.looseObject({ id: z.string(), key: z.string() });
const Event = z.looseObject({ eventId: z.string() });
const first = (ndjson: string): unknown => JSON.parse(ndjson.split("\n")[0] ?? "null");

/** Takes the page as it stands once nothing is loading any more. */
async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.mouse.move(0, 0);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
  expect(picture.length).toBeLessThan(MOST_BYTES);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.png`), picture);
}

test("the identities", async ({ page }) => {
  await page.goto("/identities");
  await expect(page.getByRole("main").getByRole("link", { name: /./ }).first()).toBeVisible();
  await shoot(page, "identities");
});

test("a timeline with a record", async ({ page, wakeline }) => {
  const [sight] = demoSights();
  if (sight === undefined) throw new Error("The demo has nothing to look at.");
  const name = sight.identity.slice(sight.identity.lastIndexOf("/") + 1);
  const account = sight.identity.split(":")[4] ?? "";
  const identities = (await wakeline("identities", "--query", name, "--json")).trim().split("\n");
  const identity = identities.map((line) => Identity.parse(JSON.parse(line))).find(({ key }) => key.includes(account));
  const events = ["--action", sight.action, "--from", sight.from, "--to", sight.to, "--json"];
  const { eventId } = Event.parse(first(await wakeline("events", "--identity", identity?.id ?? name, ...events)));
  const query = new URLSearchParams({ from: sight.from, to: sight.to, event: eventId });
  await page.goto(`/identities/${identity?.id}/timeline?${query}`);
  await expect(page.getByRole("tab", { name: "Text" })).toBeVisible();
  await shoot(page, "timeline");
});

test("the coverage", async ({ page }) => {
  await page.goto(`/coverage?${new URLSearchParams({ at: "2026-10-26T03:00:00Z" })}`);
  await expect(page.getByRole("grid").first()).toBeVisible();
  await shoot(page, "coverage");
});

test("a bucket", async ({ page }) => {
  await page.goto(`/resources/${encodeURIComponent("arn:aws:s3:::lake-curated")}`);
  await expect(page.getByText("Why", { exact: true }).first()).toBeVisible();
  await shoot(page, "resource");
});
