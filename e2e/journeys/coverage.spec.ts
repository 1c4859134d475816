import { expect, test } from "../fixtures";

const AT = "2026-10-20T12:00:00Z";

test("a blind spot is found and opened with the keyboard alone, and says why", async ({ page }) => {
  await page.goto(`/coverage?at=${AT}&state=not-logged`);
  const grid = page.getByRole("grid", { name: "Coverage by account, Region and operation family" });
  await grid.locator('[data-spot="0.0"]').focus();
  await page.keyboard.press("Enter");
  await expect(grid.locator('[data-spot="0.0"]')).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowDown");
  await expect(grid.locator('[data-spot="1.0"]')).toBeFocused();
  const blind = grid.locator('[data-spot^="1."][aria-label^="not logged"]').first();
  const [, steps] = (await blind.getAttribute("data-spot"))?.split(".") ?? [];
  for (let step = 0; step < Number(steps); step += 1) await page.keyboard.press("ArrowRight");
  await expect(blind).toBeFocused();
  await page.keyboard.press("Enter");
  const cell = page.getByRole("complementary", { name: "Cell" });
  await expect(cell.getByText("Trails and event data stores")).toBeVisible();
  await expect(cell.getByText("Never contains")).toBeVisible();
  await expect(page).toHaveURL(/cell=/);
  await page.keyboard.press("Escape");
  await expect(cell).toBeHidden();
});

test("the moment moves from change to change, and stays in the address", async ({ page }) => {
  await page.goto(`/coverage?at=${AT}`);
  await page.getByRole("button", { name: "The next change" }).click();
  await expect(page).not.toHaveURL(new RegExp(AT));
  await expect(page.getByText("Last change before:")).toBeVisible();
});

test("a pasted record is judged by every selector", async ({ page, wakeline }) => {
  const words = ["--account", "444455556666", "--category", "management", "--from", AT, "--limit", "1", "--json"];
  const [first = "{}"] = (await wakeline("events", ...words)).split("\n");
  const event: Record<string, unknown> = JSON.parse(first);
  const record = await wakeline("event", String(event["eventId"]), "--raw");
  await page.goto("/coverage/simulate");
  await page.getByLabel("Record, as JSON").fill(record);
  await page.getByRole("button", { name: "Judge it" }).click();
  await expect(page.getByRole("region", { name: "Verdict" })).toContainText("takes it");
});

test("a question that the log cannot answer is not answered with no", async ({ page }) => {
  await page.goto("/coverage/answers");
  await page.getByLabel("to this").fill("arn:aws:s3:::lake-curated/orders/2026/part-3.parquet");
  await page.getByLabel("from (UTC)").fill("2026-10-17T02:00:00");
  await page.getByLabel("until, not included (UTC)").fill("2026-10-17T02:19:00");
  await page.getByRole("button", { name: "Ask" }).click();
  const answer = page.getByRole("article", { name: "Answer" });
  await expect(answer.getByText("Cannot say", { exact: true })).toBeVisible();
  await answer.getByRole("button", { name: "Check again" }).click();
  await expect(answer.getByRole("status")).toContainText("Checked again: the same");
});

test("an agent shows its worst link over its whole path, and a link leads to the cell that says why", async ({
  page,
}) => {
  await page.goto(`/coverage/agents?at=${AT}`);
  const agents = page.getByRole("list", { name: "Agents" });
  await expect(agents.getByRole("heading", { name: "AGSUPPORT1" })).toBeVisible();
  const runtime = agents.getByRole("listitem").filter({ hasText: "lab_agent" });
  await expect(runtime).toContainText("Agent runtime");
  await runtime.getByRole("link", { name: "Agent runtime" }).click();
  await expect(page.getByRole("complementary", { name: "Cell" })).toBeVisible();
});

test("dropped configuration says what was taken of it, what was not, and what is missing", async ({ page }) => {
  await page.goto("/coverage/configuration");
  const file = (name: string, value: object) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(value)),
  });
  await page
    .getByLabel("Configuration files")
    .setInputFiles([
      file("get-trail-status--main--us-east-1.json", { IsLogging: true }),
      file("hello.json", { hello: 1 }),
    ]);
  const taken = page.getByRole("status");
  await expect(taken).toContainText("describe-trails with a trail main");
  await expect(taken).toContainText("hello.json: no output of a command");
});
