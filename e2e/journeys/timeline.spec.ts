import type { Page } from "@playwright/test";
import { expect, expectAccessible, firstEvents, test } from "../fixtures";

const ROLE = /AgentCoreRuntimeRole/;

/** The timeline of a role with hundreds of events, three days of it. */
async function openTimeline(page: Page, query = ""): Promise<void> {
  await page.goto("/identities?q=AgentCoreRuntimeRole");
  const link = page.getByRole("main").getByRole("link", { name: ROLE }).first();
  const [address] = ((await link.getAttribute("href")) ?? "").split("?");
  expect(address).toMatch(/\/timeline$/);
  await page.goto(`${address}?${query}`);
  await expect(page.getByRole("list", { name: "Lanes" }).getByRole("listitem").first()).toBeVisible();
}

const DAYS = "lanes=service.family&from=2026-10-21T00:00:00Z&to=2026-10-24T00:00:00Z";

test("lanes say how many events each has, and together they have what the list has", async ({ page }) => {
  await openTimeline(page, "lanes=service&from=2026-10-21T00:00:00Z&to=2026-10-24T00:00:00Z");
  const lanes = page.getByRole("list", { name: "Lanes" });
  await expect(lanes).not.toContainText("…");
  await expect(async () => {
    const counts = await lanes.locator("[title*=' events in this time']").allTextContents();
    const sum = counts.reduce((total, text) => total + Number(text.replaceAll(",", "")), 0);
    expect(sum).toBeGreaterThan(0);
    await expect(page.getByText(`${sum.toLocaleString("en-GB")} of `)).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test("keys go along a lane from record to record, and around the open one", async ({ page }) => {
  await openTimeline(page, DAYS);
  await expect(page.getByRole("img", { name: /^Events by service and operation family/ })).toHaveAttribute(
    "aria-busy",
    "false",
  );
  await page.keyboard.press(".");
  await expect(page).toHaveURL(/event=/);
  const first = new URL(page.url()).searchParams.get("event");
  await page.keyboard.press(".");
  await expect.poll(() => new URL(page.url()).searchParams.get("event")).not.toBe(first);
  await page.keyboard.press(",");
  await expect.poll(() => new URL(page.url()).searchParams.get("event")).toBe(first);
  await page.getByRole("button", { name: "± 1 min" }).click();
  await expect(page).toHaveURL(/from=2026-10-2/);
});

test("a lane is pinned to the top, folded and filtered by, and the address keeps all of it", async ({ page }) => {
  await openTimeline(page, DAYS);
  const lanes = page.getByRole("list", { name: "Lanes" });
  await lanes.getByRole("button", { name: /^Model inference/ }).click();
  await page.getByRole("menuitem", { name: "Pin to the top" }).click();
  await expect(lanes.getByRole("listitem").first()).toContainText("Model inference");
  await lanes.getByRole("button", { name: /^Lanes of s3/ }).click();
  await expect(lanes.getByRole("button", { name: /^Lanes of s3/ })).toHaveAttribute("aria-expanded", "false");
  // The address is written a moment later than the page shows it.
  await expect(page).toHaveURL(/pin=.*fold=/);
  await page.reload();
  await expect(lanes.getByRole("listitem").first()).toContainText("Model inference");
  await expect(lanes.getByRole("button", { name: /^Lanes of s3/ })).toHaveAttribute("aria-expanded", "false");
});

test("what could not be seen, and what was new, is said in words beside the list", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openTimeline(page, DAYS);
  await page.getByRole("tab", { name: "Not seen" }).click();
  await expect(page.getByRole("heading", { name: "May have been done unseen" })).toBeVisible();
  await page.getByRole("tab", { name: "New" }).click();
  await expect(page.getByText("Compared with delivered events since")).toBeVisible();
  await expectAccessible(page);
});

test("two records are compared field by field", async ({ page }) => {
  await openTimeline(page, DAYS);
  const rows = await firstEvents(page);
  // Beside the identifiers, which have menus of their own.
  const onTime = { position: { x: 60, y: 12 } };
  await rows.nth(1).click(onTime);
  await page.getByRole("button", { name: "Compare with the next event that is opened" }).click();
  await rows.nth(3).click(onTime);
  await expect(page.getByRole("dialog", { name: "Two records compared" })).toContainText("eventID");
});
