import type { Locator, Page } from "@playwright/test";
import { z } from "zod";
import { LANES_TOP_PX } from "@/components/timeline/ruler-heights";
import { formatCount } from "@/lib/base/format-number";
import { SELECTED_MAX } from "@/lib/events/contract";
import { LANE_PX } from "@/lib/timeline/arrange-lanes";
import { expect, expectAccessible, firstEvents, noticesOf, test } from "../fixtures";

const USER = "svc-dashboard-export";
const Identity = z.looseObject({
  id: z.string(),
  credentials: z.array(z.looseObject({ key: z.string(), kind: z.string() })),
});
const Counted = z.looseObject({ id: z.string(), events: z.number() });
type Wakeline = (...words: string[]) => Promise<string>;

/** The user of the sample records whose long-term key somebody else found. */
async function leaked(wakeline: Wakeline): Promise<{ readonly id: string; readonly key: string }> {
  const { id, credentials } = Identity.parse(JSON.parse(await wakeline("identity", USER, "--json")));
  const key = credentials.find(({ kind }) => kind === "long-term")?.key ?? "";
  return { id, key };
}

/** From the home page to the identity of a key, with the keyboard alone. */
async function findByKey(page: Page, key: string): Promise<void> {
  await page.goto("/");
  await page.keyboard.press("/");
  await page.keyboard.type(key);
  await expect(page.getByRole("option", { name: key })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/identities\//);
}

function timelineTab(page: Page): Locator {
  return page.getByRole("navigation", { name: "Identity" }).getByRole("link", { name: "Timeline" });
}

async function waitForLanes(page: Page): Promise<void> {
  await expect(page.getByRole("img", { name: /^Events by/ })).toHaveAttribute("aria-busy", "false");
  await expect(page.getByRole("list", { name: "Lanes" }).getByRole("listitem").first()).toBeVisible();
}

test("a leaked key is found, its time brushed, a record opened, and the chain followed back to the key", async ({
  page,
  wakeline,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { key } = await leaked(wakeline);
  await findByKey(page, key);
  await timelineTab(page).click();
  await waitForLanes(page);
  const strip = page.getByRole("img", { name: /^All events/ });
  const box = await strip.boundingBox();
  if (box === null) throw new Error("There is no strip.");
  await page.mouse.move(box.x + box.width * 0.05, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.*to=/);
  await waitForLanes(page);
  const rows = page.getByRole("grid", { name: "Events" }).getByRole("row");
  await rows
    .filter({ hasText: "Decrypt" })
    .first()
    .click({ position: { x: 60, y: 12 } });
  const record = page.getByRole("complementary", { name: "Record" });
  const who = record.getByRole("region", { name: "Who" });
  await expect(who.getByText(`user/${USER}`).first()).toBeVisible();
  const chain = who.getByRole("list", { name: "Chain, from the first credential" });
  await expect(chain.getByRole("listitem").first()).toContainText(key);
  await expect(record.getByRole("region", { name: "Coverage" })).toBeVisible();
  await expectAccessible(page);
});

test("with the keyboard alone: from the key to its timeline, along the lanes, and rows selected and left again", async ({
  page,
  wakeline,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { key } = await leaked(wakeline);
  await findByKey(page, key);
  await timelineTab(page).focus();
  await page.keyboard.press("Enter");
  await waitForLanes(page);
  await page.keyboard.press("w");
  await expect(page).toHaveURL(/from=.*to=/);
  await page.keyboard.press("f");
  await expect(page).not.toHaveURL(/from=/);
  const grid = page.getByRole("grid", { name: "Events" });
  await firstEvents(page);
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  const selected = page.getByRole("toolbar", { name: "Selected events" });
  await expect(selected).toContainText("3 selected");
  await expect(grid.getByRole("row", { selected: true })).toHaveCount(3);
  await page.keyboard.press("Space");
  await expect(selected).toContainText("2 selected");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Record" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("complementary", { name: "Record" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(selected).toHaveCount(0);
});

test("selected events are exported as they are, and only they", async ({ page, wakeline }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { id } = await leaked(wakeline);
  await page.goto(`/identities/${id}/timeline`);
  await waitForLanes(page);
  const rows = await firstEvents(page);
  const onTime = { position: { x: 60, y: 12 } };
  await rows.nth(0).click({ ...onTime, modifiers: ["Control"] });
  await rows.nth(3).click({ ...onTime, modifiers: ["Shift"] });
  const toolbar = page.getByRole("toolbar", { name: "Selected events" });
  await expect(toolbar).toContainText("4 selected");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    toolbar.getByRole("button", { name: "NDJSON" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const exported = Buffer.concat(chunks).toString("utf8").trim().split("\n");
  const listed = (await wakeline("events", "--identity", id, "--limit", "4", "--json")).trim().split("\n");
  expect(exported.map((line) => JSON.parse(line))).toEqual(listed.map((line) => JSON.parse(line)));
});

test("a range is selected whole though most of its rows were never on the screen", async ({ page, wakeline }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const lines = (await wakeline("identities", "--json")).trim().split("\n");
  const some = lines.map((line) => Counted.parse(JSON.parse(line)));
  const long = some.find(({ events }) => events > 300 && events < SELECTED_MAX);
  const longer = some.find(({ events }) => events > SELECTED_MAX);
  const grid = page.getByRole("grid", { name: "Events" });
  const selected = page.getByRole("toolbar", { name: "Selected events" });
  const selectAll = async (id = "") => {
    await page.goto(`/identities/${id}/timeline`);
    await waitForLanes(page);
    await firstEvents(page);
    await grid.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("x");
    await expect(selected).toContainText("1 selected");
    await page.keyboard.press("Shift+End");
  };
  await selectAll(long?.id);
  await expect(selected.getByRole("status")).toHaveText(`${formatCount(long?.events ?? 0)} selected`);
  await selectAll(longer?.id);
  const [left, all] = [(longer?.events ?? 0) - SELECTED_MAX, longer?.events ?? 0];
  const said = `${formatCount(left)} of ${formatCount(all)} were left out`;
  await expect(noticesOf(page).getByText(said)).toBeVisible();
  await expect(selected.getByRole("status")).toHaveText(`${formatCount(SELECTED_MAX)} selected`);
});

test("the lanes are painted where the events are, and nowhere else", async ({ page, wakeline }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { id } = await leaked(wakeline);
  const [from, to] = ["2026-10-17T02:00:00Z", "2026-10-17T03:00:00Z"];
  // Of a service that was logged all the time: no pattern lies behind its lane.
  const asked = ["events", "--identity", id, "--source", "kms", "--from", from, "--to", to, "--json"];
  const Event = z.looseObject({ time: z.string() });
  const times = (await wakeline(...asked))
    .trim()
    .split("\n")
    .map((line) => Date.parse(Event.parse(JSON.parse(line)).time));
  await page.goto(`/identities/${id}/timeline?f=source:kms&from=${from}&to=${to}`);
  await waitForLanes(page);
  const part = (time: number): number => Math.floor(((time - Date.parse(from)) / 3_600_000) * PARTS);
  const expected = new Set(times.map(part));
  // Marks reach a little beyond their moment: parts beside one with events may be painted or not.
  const beside = new Set([...expected].flatMap((at) => [at - 1, at + 1]));
  await expect
    .poll(async () => {
      const painted = await page.getByRole("img", { name: /^Events by/ }).evaluate(paintedParts, PARTS);
      const missing = [...expected].filter((at) => !painted.includes(at));
      const wrong = painted.filter((at) => !expected.has(at) && !beside.has(at));
      return { missing, wrong };
    })
    .toEqual({ missing: [], wrong: [] });
});

const PARTS = 24;

/** Runs in the page: which parts of the time hold a mark in any of the first lanes, by their colours; lines, grid and patterns are pale or grey. */
function paintedParts(element: Element, parts: number): number[] {
  const canvas = element instanceof HTMLCanvasElement ? element : null;
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return [];
  const ratio = canvas.width / canvas.clientWidth;
  const names = document.querySelectorAll('ul[aria-label="Lanes"] > li');
  const seen = [...names].filter((name) => name.querySelector("button") !== null).length;
  const [top, height] = [Math.round(40 * ratio), Math.round(seen * 26 * ratio)];
  const { data } = context.getImageData(0, top, canvas.width, Math.min(height, canvas.height - top));
  const painted = new Set<number>();
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    const isColourful = Math.max(red, green, blue) - Math.min(red, green, blue) > 60;
    if (isColourful) painted.add(Math.floor((((at / 4) % canvas.width) / canvas.width) * parts));
  }
  return [...painted].toSorted((a, b) => a - b);
}

test("a run of the same call opens in place, and each of its events leads to its record", async ({
  page,
  wakeline,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { id } = await leaked(wakeline);
  await page.goto(`/identities/${id}/timeline?f=action:GenerateDataKey`);
  await waitForLanes(page);
  await page.keyboard.press("g");
  await page.getByLabel("Go to", { exact: true }).fill("2026-10-17 02:22");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=2026-10-17T02:07:00Z&to=2026-10-17T02:37:00Z/);
  await waitForLanes(page);
  const picture = page.getByRole("img", { name: /^Events by service from 2026-10-17 02:07:00 UTC/ });
  // The run begins at 02:20: twelve parts of the time before it are empty.
  await expect
    .poll(async () => (await picture.evaluate(paintedParts, 30)).filter((part) => part < 12 || part === 15))
    .toEqual([15]);
  const width = (await picture.boundingBox())?.width ?? 0;
  await picture.click({ position: { x: width / 2 + 10, y: LANES_TOP_PX + LANE_PX / 2 } });
  const run = page.getByRole("dialog", { name: "140 events of kms.amazonaws.com" });
  await expect(run.getByRole("listitem")).toHaveCount(140);
  await run
    .getByRole("button", { name: /^GenerateDataKey/ })
    .nth(2)
    .click();
  await expect(page).toHaveURL(/event=/);
  const record = page.getByRole("complementary", { name: "Record" });
  await expect(record.getByRole("heading", { level: 2 })).toContainText("GenerateDataKey");
  await page.keyboard.press("Escape");
  await expect(run).toBeHidden();
  await expect(record).toBeVisible();
});

test("a text is found among the events of the time, and gone through from hit to hit", async ({ page, wakeline }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const { id } = await leaked(wakeline);
  await page.goto(`/identities/${id}/timeline`);
  await waitForLanes(page);
  const found = page.getByRole("search", { name: "Find in this time" });
  await found.getByRole("searchbox").or(found.getByRole("textbox")).fill("copyobject");
  await page.keyboard.press("Enter");
  await expect(found.getByRole("status")).toHaveText("140 found");
  await page.keyboard.press("Enter");
  await expect(found.getByRole("status")).toHaveText("1 of 140");
  await expect(page.getByRole("complementary", { name: "Record" }).getByRole("heading", { level: 2 })).toContainText(
    "CopyObject",
  );
  await found.getByRole("button", { name: /^Previous found event/ }).click();
  await expect(found.getByRole("status")).toHaveText("140 of 140");
  await expect(page).toHaveURL(/find=copyobject/);
});
